use super::answer::Answer;
use super::credit_code::{CheckDigit, CreditCode};
use super::division_code::DivisionCode;
use super::organization_code::OrganizationCode;
use super::service_item_flaw::ServiceItemFlaw;
use super::service_item_part::ServiceItemPart;
use super::word::Word;

/// More hyphens than any layout has; a code with so many is not looked at further.
const MOST_SEGMENTS: usize = 10;

/// The parts of a code of a government-service item, as far as a known layout explains it.
///
/// The layout is what codes in use show; the text of GB/T 39554.1-2020 was not at hand. Two forms are known:
///
/// | form | parts |
/// |---|---|
/// | usual | `catalog-area-section-organization-task-version` |
/// | short | `X-000000-000-organization`, the first three segments being the catalog |
///
/// The catalog of the usual form may have hyphens too: `G-000004-001`, `1J-5100-00019`. An organization code may have one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ServiceItemParts<'c> {
    catalog: &'c str,
    organization: &'c str,
    /// What only the usual form has: area, section, task, version.
    around: Option<[&'c str; 4]>,
}

/// Who offers an item, as its code names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ServiceItemOrganization {
    /// A unified social credit code; its check digit may fail.
    CreditCode(CreditCode),
    /// An organization code; its check character may fail.
    OrganizationCode(OrganizationCode),
    /// One character over and over.
    Placeholder,
    /// Something else, such as a credit code that has lost a character.
    Other,
}

/// What is known of one part of a code.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PartVerdict {
    /// It is as the layout has it.
    InOrder,
    /// It is not.
    Off(ServiceItemFlaw),
    /// The layout that is known does not say how it should be.
    NotJudged,
}

impl<'c> ServiceItemParts<'c> {
    /// The parts of a code; `None` where no known layout explains it.
    pub(super) fn of(code: &'c str) -> Option<Self> {
        let segments = Segments::of(code)?;
        segments.short().or_else(|| segments.usual(segments.area()?)).or_else(|| segments.usual_by_its_end())
    }

    /// Which item of which catalog it is, with its hyphens.
    #[must_use]
    pub fn catalog(&self) -> &'c str {
        self.catalog
    }

    /// Where it is offered; `None` in the short form, and where that part is no code of twelve digits.
    #[must_use]
    pub fn area(&self) -> Option<DivisionCode> {
        let area = self.text(ServiceItemPart::Area).filter(|text| text.len() == 12)?;
        DivisionCode::from_text(area).ok()
    }

    /// Who offers it.
    #[must_use]
    pub fn organization(&self) -> ServiceItemOrganization {
        let text = self.organization;
        let mut bytes = text.bytes();
        if bytes.next().is_some_and(|first| text.len() > 1 && bytes.all(|byte| byte == first)) {
            return ServiceItemOrganization::Placeholder;
        }
        if let Ok(code) = CreditCode::from_text(text) {
            return ServiceItemOrganization::CreditCode(code);
        }
        OrganizationCode::from_text(text)
            .map_or(ServiceItemOrganization::Other, ServiceItemOrganization::OrganizationCode)
    }

    /// The text of a part; `None` for a part that the short form does not have.
    #[must_use]
    pub fn text(&self, part: ServiceItemPart) -> Option<&'c str> {
        let [area, section, task, version] = match (part, self.around) {
            (ServiceItemPart::Catalog, _) => return Some(self.catalog),
            (ServiceItemPart::Organization, _) => return Some(self.organization),
            (_, around) => around?,
        };
        Some(match part {
            ServiceItemPart::Section => section,
            ServiceItemPart::Task => task,
            ServiceItemPart::Version => version,
            _ => area,
        })
    }

    /// What is known of each part that the code has, in their order.
    pub fn verdicts(&self) -> impl Iterator<Item = (ServiceItemPart, PartVerdict)> {
        let this = *self;
        ServiceItemPart::ALL.iter().filter_map(move |part| Some((*part, this.verdict(*part, this.text(*part)?))))
    }

    /// Whether every part is in order: no if one is off, and nobody can say if one cannot be judged.
    #[must_use]
    pub fn are_in_order(&self) -> Answer {
        self.verdicts().fold(Answer::Yes, |all, (_, verdict)| match (all, verdict) {
            (Answer::No, _) | (_, PartVerdict::Off(_)) => Answer::No,
            (Answer::CannotSay, _) | (_, PartVerdict::NotJudged) => Answer::CannotSay,
            (Answer::Yes, PartVerdict::InOrder) => Answer::Yes,
        })
    }

    fn verdict(&self, part: ServiceItemPart, text: &str) -> PartVerdict {
        match part {
            ServiceItemPart::Catalog => judged_catalog(text),
            // Twelve zeros are the code of no place; whether that means something here is not known.
            ServiceItemPart::Area if text.bytes().all(|byte| byte == b'0') && text.len() == 12 => {
                PartVerdict::NotJudged
            }
            ServiceItemPart::Area => digits(text, 12),
            ServiceItemPart::Section => digits(text, 3),
            ServiceItemPart::Organization => self.judged_organization(),
            ServiceItemPart::Task => digits(text, 1),
            ServiceItemPart::Version => digits(text, 2),
        }
    }

    fn judged_organization(&self) -> PartVerdict {
        let check = match self.organization() {
            ServiceItemOrganization::CreditCode(code) => code.check_digit(),
            ServiceItemOrganization::OrganizationCode(code) => code.check_character(),
            ServiceItemOrganization::Placeholder => return PartVerdict::Off(ServiceItemFlaw::Placeholder),
            ServiceItemOrganization::Other => return PartVerdict::Off(misfit(self.organization)),
        };
        match check {
            CheckDigit::Holds => PartVerdict::InOrder,
            CheckDigit::Fails { expected } => PartVerdict::Off(ServiceItemFlaw::CheckDigit { expected }),
        }
    }
}

/// Why an organization is neither a credit code nor an organization code.
fn misfit(organization: &str) -> ServiceItemFlaw {
    let found = organization.bytes().filter(|byte| *byte != b'-').count();
    let flaw = match found {
        18 => CreditCode::from_text(organization).err(),
        9 => OrganizationCode::from_text(organization).err(),
        _ => None,
    };
    match flaw {
        Some(flaw) => ServiceItemFlaw::Form { flaw },
        None => ServiceItemFlaw::Length { found: u8::try_from(found).unwrap_or(u8::MAX) },
    }
}

fn digits(text: &str, count: u8) -> PartVerdict {
    if is_digits(text, count.into()) {
        PartVerdict::InOrder
    } else {
        PartVerdict::Off(ServiceItemFlaw::NotDigits { count })
    }
}

fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Catalogs are not listed anywhere that could be read: one of a form that is in use is in order, and none is off.
fn judged_catalog(catalog: &str) -> PartVerdict {
    let mut segments = catalog.split('-');
    let in_use = match (segments.next(), segments.next(), segments.next(), segments.next()) {
        (Some(whole), None, ..) => matches!(whole.len(), 12 | 14),
        (Some(kind), Some(number), Some(item), None) => {
            matches!((kind.len(), number.len(), item.len()), (1, 6, 3) | (2, 4, 5))
                && is_digits(number, number.len())
                && is_digits(item, item.len())
        }
        _ => false,
    };
    if in_use { PartVerdict::InOrder } else { PartVerdict::NotJudged }
}

/// What stands between the hyphens of a code.
struct Segments<'c> {
    code: &'c str,
    texts: [&'c str; MOST_SEGMENTS],
    count: usize,
}

impl<'c> Segments<'c> {
    /// `None` if there are too many, or nothing stands between two hyphens.
    fn of(code: &'c str) -> Option<Self> {
        let mut segments = Self { code, texts: [""; MOST_SEGMENTS], count: 0 };
        for text in code.split('-') {
            if text.is_empty() {
                return None;
            }
            *segments.texts.get_mut(segments.count)? = text;
            segments.count += 1;
        }
        Some(segments)
    }

    fn all(&self) -> &[&'c str] {
        self.texts.get(..self.count).unwrap_or_default()
    }

    /// The text from one segment to another, with the hyphens between them.
    fn text(&self, from: usize, until: usize) -> Option<&'c str> {
        let before: usize = self.all().iter().take(from).map(|text| text.len() + 1).sum();
        let within: usize = self.all().get(from..until)?.iter().map(|text| text.len() + 1).sum();
        self.code.get(before..(before + within).checked_sub(1)?)
    }

    /// `E-000004-001-organization`.
    fn short(&self) -> Option<ServiceItemParts<'c>> {
        let [kind, number, item, organization @ ..] = self.all() else { return None };
        let is_catalog = kind.len() == 1
            && kind.bytes().all(|byte| byte.is_ascii_alphabetic())
            && is_digits(number, 6)
            && is_digits(item, 3);
        let is_whole = matches!(organization, [_]) || is_hyphenated(organization);
        (is_catalog && is_whole).then_some(())?;
        Some(ServiceItemParts { catalog: self.text(0, 3)?, organization: self.text(3, self.count)?, around: None })
    }

    /// Which segment is the area: the first of twelve digits behind the catalog.
    fn area(&self) -> Option<usize> {
        (1..self.count).find(|place| self.all().get(*place).is_some_and(|text| is_digits(text, 12)))
    }

    /// The usual form, whose area is this segment.
    fn usual(&self, area: usize) -> Option<ServiceItemParts<'c>> {
        let [area_text, section, organization @ .., task, version] = self.all().get(area..)? else { return None };
        (matches!(organization, [_]) || is_hyphenated(organization)).then_some(())?;
        Some(ServiceItemParts {
            catalog: self.text(0, area)?,
            organization: self.text(area + 2, self.count - 2)?,
            around: Some([area_text, section, task, version]),
        })
    }

    /// The usual form where no segment is an area, told by what else it has: three, one and two digits.
    fn usual_by_its_end(&self) -> Option<ServiceItemParts<'c>> {
        let hyphenated = matches!(self.all(), [.., left, right, _, _] if is_hyphenated(&[*left, *right]));
        let area = self.count.checked_sub(if hyphenated { 6 } else { 5 })?;
        let parts = (area > 0).then(|| self.usual(area))??;
        let [_, section, task, version] = parts.around?;
        (is_digits(section, 3) && is_digits(task, 1) && is_digits(version, 2)).then_some(parts)
    }
}

/// Whether these segments can be an organization code with its hyphen.
fn is_hyphenated(segments: &[&str]) -> bool {
    matches!(segments, [body, check] if body.len() == 8 && check.len() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::flaw::Flaw;

    fn parts(code: &str) -> ServiceItemParts<'_> {
        ServiceItemParts::of(code).unwrap_or_else(|| panic!("{code} is not explained"))
    }

    fn texts(code: &str) -> Vec<&str> {
        let parts = parts(code);
        ServiceItemPart::ALL.iter().filter_map(|part| parts.text(*part)).collect()
    }

    /// The parts that are not in order.
    fn stand_out(code: &str) -> Vec<(ServiceItemPart, PartVerdict)> {
        parts(code).verdicts().filter(|(_, verdict)| *verdict != PartVerdict::InOrder).collect()
    }

    fn organization_of(text: &str) -> PartVerdict {
        let code = format!("511A0000800001-511602000000-000-{text}-1-00");
        let parts = parts(&code);
        assert_eq!(parts.text(ServiceItemPart::Organization), Some(text));
        let found = parts.verdicts().find(|(part, _)| *part == ServiceItemPart::Organization);
        found.map(|(_, verdict)| verdict).unwrap()
    }

    #[test]
    fn the_usual_form_has_six_parts() {
        for (code, expected) in [
            (
                "511A0000800001-511602000000-000-115113016823646795-1-00",
                ["511A0000800001", "511602000000", "000", "115113016823646795", "1", "00"],
            ),
            (
                "1J-5100-00019-511602000000-000-11511301008778386B-1-00",
                ["1J-5100-00019", "511602000000", "000", "11511301008778386B", "1", "00"],
            ),
            (
                "G-000004-001-511602000000-000-11511301008778490F-1-00",
                ["G-000004-001", "511602000000", "000", "11511301008778490F", "1", "00"],
            ),
            (
                "511A0081000003-511602000000-000-00877868-5-1-00",
                ["511A0081000003", "511602000000", "000", "00877868-5", "1", "00"],
            ),
        ] {
            assert_eq!(texts(code), expected);
            assert_eq!(stand_out(code), [], "{code}");
            assert_eq!(parts(code).are_in_order(), Answer::Yes);
            assert_eq!(parts(code).area(), Some("511602000000".parse().unwrap()));
        }
    }

    #[test]
    fn the_short_form_has_a_catalog_and_an_organization() {
        for organization in ["11511301008778386B", "008778685", "00877868-5"] {
            let code = format!("E-000004-001-{organization}");
            assert_eq!(texts(&code), ["E-000004-001", organization]);
            assert_eq!(parts(&code).are_in_order(), Answer::Yes);
            assert_eq!(parts(&code).area(), None);
        }
        assert_eq!(texts("E-000021-001-222222222222"), ["E-000021-001", "222222222222"]);
    }

    #[test]
    fn what_is_wrong_with_an_organization_is_told_apart() {
        let off = PartVerdict::Off;
        for (text, verdict) in [
            ("115113016823646795", PartVerdict::InOrder),
            ("083372204", PartVerdict::InOrder),
            ("76726532-X", PartVerdict::InOrder),
            ("91350211M0000XUF46", off(ServiceItemFlaw::CheckDigit { expected: 'R' })),
            ("083372205", off(ServiceItemFlaw::CheckDigit { expected: '4' })),
            ("76726532-1", off(ServiceItemFlaw::CheckDigit { expected: 'X' })),
            ("1151130000877869M", off(ServiceItemFlaw::Length { found: 17 })),
            ("0087790701", off(ServiceItemFlaw::Length { found: 10 })),
            ("1151130168236467951", off(ServiceItemFlaw::Length { found: 19 })),
            ("00877868", off(ServiceItemFlaw::Length { found: 8 })),
            ("2222222222222", off(ServiceItemFlaw::Placeholder)),
            ("111111111111111111", off(ServiceItemFlaw::Placeholder)),
            ("1", off(ServiceItemFlaw::Length { found: 1 })),
        ] {
            assert_eq!(organization_of(text), verdict, "{text}");
        }
        for text in ["115113016823646Z95", "00877868A", "00877868-A"] {
            let PartVerdict::Off(ServiceItemFlaw::Form { flaw: Flaw::Part { .. } }) = organization_of(text) else {
                panic!("{text}")
            };
        }
    }

    #[test]
    fn parts_that_are_no_digits_are_named() {
        let off = |part, count| [(part, PartVerdict::Off(ServiceItemFlaw::NotDigits { count }))];
        for (code, expected) in [
            ("511A0000800001-51160200000-000-115113016823646795-1-00", off(ServiceItemPart::Area, 12)),
            ("G-000004-001-5116020000000-000-115113016823646795-1-00", off(ServiceItemPart::Area, 12)),
            ("511A0000800001-51160200000O-000-00877868-5-1-00", off(ServiceItemPart::Area, 12)),
            ("511A0000800001-511602000000-00-115113016823646795-1-00", off(ServiceItemPart::Section, 3)),
            ("511A0000800001-511602000000-000-115113016823646795-A-00", off(ServiceItemPart::Task, 1)),
            ("511A0000800001-511602000000-000-115113016823646795-1-0", off(ServiceItemPart::Version, 2)),
        ] {
            assert_eq!(stand_out(code), expected, "{code}");
            assert_eq!(parts(code).are_in_order(), Answer::No);
        }
    }

    #[test]
    fn what_the_layout_does_not_say_is_not_judged() {
        for (code, part) in [
            ("511A000080000-511602000000-000-115113016823646795-1-00", ServiceItemPart::Catalog),
            ("AB-CD-511602000000-000-115113016823646795-1-00", ServiceItemPart::Catalog),
            ("G-00000A-001-511602000000-000-115113016823646795-1-00", ServiceItemPart::Catalog),
            ("511A0000800001-000000000000-000-115113016823646795-1-00", ServiceItemPart::Area),
        ] {
            assert_eq!(stand_out(code), [(part, PartVerdict::NotJudged)], "{code}");
            assert_eq!(parts(code).are_in_order(), Answer::CannotSay);
        }
        let off = "511A000080000-511602000000-000-2222222222222-1-00";
        assert_eq!(parts(off).are_in_order(), Answer::No);
    }

    #[test]
    fn a_code_of_no_known_layout_has_no_parts() {
        for code in [
            "511A0000800001",
            "511602000000-000-115113016823646795-1-00",
            "511A0000800001-511602000000-000-115113016823646795",
            "511A0000800001-511602000000-000-115113016823646795-1-00-1",
            "511A0000800001-511602000000-000-115113016-823646795-1-00",
            "511A0000800001--511602000000-000-115113016823646795-1-00",
            "-511A0000800001-511602000000-000-115113016823646795-1-00",
            "511A0000800001-511602000000-000-115113016823646795-1-00-",
            "511A0000800001-51160200000-0000-115113016823646795-1-00",
            "E-000004-001",
            "E-00004-001-11511301008778386B",
            "1-2-3-4-5-6-7-8-9-10-11",
            "",
        ] {
            assert_eq!(ServiceItemParts::of(code), None, "{code}");
        }
    }
}
