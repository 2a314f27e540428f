//! Any text as opening hours: what is claimed makes sense, what is not is told, and what is written reads back the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use neighborhood_center::hours;
use neighborhood_center::vocab::Lang;

fuzz_target!(|text: &str| {
    let read = hours::read(text);
    let mut end = 0;
    for unread in read.unread() {
        let span = unread.span();
        assert!(span.start >= end && span.end > span.start, "{:?}", read.unread());
        assert_eq!(text.get(span.clone()), Some(unread.excerpt(text)));
        end = span.end;
    }
    for (session, place) in read.sessions().iter().zip(read.places()) {
        assert!(session.opens() < session.closes());
        assert!(text.get(place.clone()).is_some_and(|words| !words.is_empty()));
    }
    if read.sessions().len() < 500 {
        let written = hours::write(read.sessions(), Lang::Zh);
        let again = hours::read(&written);
        assert!(again.is_whole(), "{written}");
        assert_eq!(hours::normal_form(again.sessions()), hours::normal_form(read.sessions()), "{written}");
    }
});
