//! The own functions in the forms that `garde` and `validator` call.

use validator::ValidationError;

use crate::own;
use crate::shape::{Ages, Center, Closure, Section, Session};

/// For a rule of one value, or of a whole record, in `garde`.
pub fn says<T: ?Sized>(rule: fn(&T) -> bool) -> impl FnOnce(&T, &()) -> garde::Result {
    move |value, _| if rule(value) { Ok(()) } else { Err(garde::Error::new("does not hold")) }
}

/// The same for a text that is owned.
pub fn says_text(rule: fn(&str) -> bool) -> impl FnOnce(&String, &()) -> garde::Result {
    move |value, _| if rule(value) { Ok(()) } else { Err(garde::Error::new("does not hold")) }
}

macro_rules! for_validator {
    ($($name:ident($kind:ty) = $rule:expr;)+) => { $(
        pub fn $name(value: $kind) -> Result<(), ValidationError> {
            if $rule(value) { Ok(()) } else { Err(ValidationError::new(stringify!($name))) }
        }
    )+ };
}

for_validator! {
    partial_date(&str) = own::partial_date;
    check_digit(&str) = own::check_digit;
    two_decimals(f64) = |amount| own::two_decimals(&amount);
    is_a_floor(i16) = |number| own::is_a_floor(&number);
    // A rule of the items of a list that holds no records of its own has to be a function of the list.
    names(&Vec<String>) = |list: &Vec<String>| list.iter().all(|name| name.chars().count() <= 100 && own::NAME.is_match(name));
    keys(&Vec<String>) = |list: &Vec<String>| list.iter().all(|key| own::KEY.is_match(key));
    phones(&Vec<String>) = |list: &Vec<String>| list.iter().all(|phone| own::PHONE.is_match(phone));
    emails(&Vec<String>) = |list: &Vec<String>| list.iter().all(validator::ValidateEmail::validate_email);
    links(&Vec<String>) =
        |list: &Vec<String>| list.iter().all(|link| own::WEB.is_match(link) && validator::ValidateUrl::validate_url(link));
    session(&Session) = Session::in_order;
    ages(&Ages) = Ages::in_order;
    closure(&Closure) = Closure::in_order;
    section(&Section) = Section::has_room;
    center(&Center) = Center::holds_together;
}
