use std::fmt;

use compact_str::CompactString;
use iri_string::types::IriStr;

use super::flaw::Flaw;
use super::lang::{Lang, Phrase, Say};
use super::name::Text;
use super::word::{Word, read_as_word, write_as_text};

/// How many characters a link may have: an engineering bound, near what browsers of old could open.
const LIMIT: usize = 2_000;

/// A link (链接) to a page on the web: an IRI (RFC 3987) that begins with `http://` or `https://` and names a host.
///
/// At most 2,000 characters, no user name or password, nothing invisible. White space around it is dropped; it is kept
/// as written.
///
/// ```
/// use neighborhood_center::vocab::Link;
///
/// assert!("https://www.luolong.gov.cn/邻里中心".parse::<Link>().is_ok());
/// assert!("javascript:alert(1)".parse::<Link>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Link(CompactString);

impl Link {
    /// The link.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Word for Link {
    const EXPECTED: Phrase = Phrase::new("链接（http 或 https）", "a link (http or https)");

    fn from_text(text: &str) -> Result<Self, Flaw> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Flaw::Empty);
        }
        if text.len() > LIMIT {
            let length = text.chars().count();
            if length > LIMIT {
                return Err(Flaw::TooLong { length: length as u64, limit: LIMIT as u64 });
            }
        }
        if !text.is_ascii() {
            Text::from_text(text)?;
        }
        if !["http://", "https://"].iter().any(|scheme| begins_with(text, scheme)) {
            return Err(Flaw::ForbiddenScheme);
        }
        let authority = IriStr::new(text).ok().and_then(IriStr::authority_components).ok_or(Flaw::Malformed)?;
        if authority.userinfo().is_some() {
            return Err(Flaw::Part { part: Phrase::new("用户名或密码", "the user name or password") });
        }
        if authority.host().is_empty() {
            return Err(Flaw::Part { part: Phrase::new("主机名", "the host name") });
        }
        if authority.port().is_some_and(|port| !port.is_empty() && port.parse::<u16>().is_err()) {
            return Err(Flaw::Part { part: Phrase::new("端口", "the port") });
        }
        Ok(Self(CompactString::from(text)))
    }
}

fn begins_with(text: &str, scheme: &str) -> bool {
    text.as_bytes().get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme.as_bytes()))
}

impl AsRef<str> for Link {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Link {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl Say for Link {
    fn say(&self, _: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

read_as_word!(Link);
write_as_text!(Link);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_links_of_the_sources_are_read() {
        for text in [
            "http://henanquan.henanrexian.cn/quancengzixun/2023/0811/304078.html",
            "https://www.gslz.gov.cn/a?Id=11689#x",
            "HTTPS://example.cn:8443/",
            "https://例子.中国/邻里中心?问=答",
            " http://[2001:db8::1]/ ",
        ] {
            assert_eq!(Link::from_text(text).unwrap().as_str(), text.trim());
        }
    }

    #[test]
    fn only_the_web_is_linked_to() {
        for text in
            ["javascript:alert(1)", "data:text/html,x", "ftp://example.cn/", "www.example.cn", "//example.cn", "链接"]
        {
            assert_eq!(Link::from_text(text), Err(Flaw::ForbiddenScheme), "{text}");
        }
    }

    #[test]
    fn a_link_with_a_password_or_without_a_host_is_refused() {
        let part = |text| match Link::from_text(text) {
            Err(Flaw::Part { part }) => part.text(Lang::En).to_owned(),
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(part("https://user:pass@example.cn/"), "the user name or password");
        assert_eq!(part("https://gov.cn@example.cn/"), "the user name or password");
        assert_eq!(part("https:///path"), "the host name");
        assert_eq!(part("http://example.cn:99999/"), "the port");
    }

    #[test]
    fn spaces_controls_and_hidden_characters_are_refused() {
        for text in
            ["https://example.cn/a b", "https://example.cn/\n", "https://example.cn/<x>", "https://exa\\mple.cn"]
        {
            let read = Link::from_text(text);
            assert_eq!(read.is_ok(), text.ends_with('\n'), "{text:?}");
        }
        let turned = Link::from_text("https://example.cn/\u{202E}x");
        assert_eq!(turned, Err(Flaw::ForbiddenCharacter { code_point: 0x202E, after: 19 }));
    }

    #[test]
    fn lengths_count_characters() {
        let at_limit = format!("https://example.cn/{}", "字".repeat(1_981));
        assert!(Link::from_text(&at_limit).is_ok());
        assert_eq!(Link::from_text(&format!("{at_limit}字")), Err(Flaw::TooLong { length: 2_001, limit: 2_000 }));
    }
}
