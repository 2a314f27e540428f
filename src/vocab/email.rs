use std::fmt;

use compact_str::CompactString;
use email_address::{EmailAddress, Options};

use super::flaw::Flaw;
use super::lang::{Lang, Phrase, Say};
use super::name::Text;
use super::reading::misfit;
use super::word::{Word, read_as_word, write_as_text};

/// How long an address may be for mail to reach it (RFC 5321, section 4.5.3.1.3: a path of 256 with its two brackets).
const LIMIT: usize = 254;

/// An e-mail address (电子邮箱): `local@domain`, with a dot in the domain.
///
/// No name beside it, no domain in brackets, nothing invisible. White space around it is dropped; it is kept as written.
///
/// ```
/// use neighborhood_center::vocab::Email;
///
/// assert!("office@example.gov.cn".parse::<Email>().is_ok());
/// assert!("office@localhost".parse::<Email>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Email(CompactString);

impl Email {
    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Word for Email {
    const EXPECTED: Phrase = Phrase::new("电子邮箱地址", "an e-mail address");

    fn from_text(text: &str) -> Result<Self, Flaw> {
        let text = text.trim();
        if text.len() > LIMIT {
            return Err(Flaw::TooLong { length: text.chars().count() as u64, limit: LIMIT as u64 });
        }
        if !text.is_ascii() || text.bytes().any(|byte| byte.is_ascii_control()) {
            Text::from_text(text)?;
        }
        if text.bytes().any(|byte| byte.is_ascii_control() || byte == b' ') {
            return Err(Flaw::Malformed);
        }
        let options = Options::default().with_required_tld().without_display_text().without_domain_literal();
        match EmailAddress::parse_with_options(text, options) {
            Ok(_) => Ok(Self(CompactString::from(text))),
            Err(_) => Err(misfit(text)),
        }
    }
}

impl AsRef<str> for Email {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl Say for Email {
    fn say(&self, _: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

read_as_word!(Email);
write_as_text!(Email);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_domain_with_a_dot_and_nothing_beside_it() {
        for text in ["office@example.gov.cn", " 12345@qq.com ", "a.b+c@example.com", "社区@例子.中国"] {
            assert_eq!(Email::from_text(text).unwrap().as_str(), text.trim());
        }
        for text in [
            "office",
            "office@localhost",
            "office@[192.0.2.1]",
            "办公室 <office@example.cn>",
            "a@b@c.cn",
            "@example.cn",
            "office@example..cn",
            "office@example.cn, b@example.cn",
            "of fice@example.cn",
            "\"of fice\"@example.cn",
            "office@example.cn\nBcc: x@example.cn",
        ] {
            assert_eq!(Email::from_text(text), Err(Flaw::Malformed), "{text}");
        }
        assert_eq!(Email::from_text(" "), Err(Flaw::Empty));
    }

    #[test]
    fn what_cannot_be_seen_or_is_too_long_is_refused() {
        let hidden = Err(Flaw::ForbiddenCharacter { code_point: 0x200B, after: 3 });
        assert_eq!(Email::from_text("off\u{200B}ice@example.cn"), hidden);
        let long = format!("{}@example.cn", "a".repeat(250));
        assert_eq!(Email::from_text(&long), Err(Flaw::TooLong { length: 261, limit: 254 }));
    }
}
