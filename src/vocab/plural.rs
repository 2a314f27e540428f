/// The ending of an English noun after a number: one minute, two minutes.
pub(crate) fn plural(number: impl Into<u64>) -> &'static str {
    if number.into() == 1 { "" } else { "s" }
}
