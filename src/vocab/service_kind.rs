use super::function::{FunctionSet, ServiceFunction};
use super::scheme::{EmbeddedFunction, EmbeddedFunctionSet, RuralFunction, RuralFunctionSet};
use super::set::Set;
use super::word::words;

words! {
    /// The kind of a concrete service (服务类别).
    ///
    /// Open: centers add services as residents ask for them (一社区一策), so matches need a wildcard arm, and what has no
    /// word yet is [`ServiceKind::Other`]. The words are those that sources name: most are in the article (People's
    /// Daily Online, 2023-08-11), the rest in reports on other centers of Luoyang (四点半课堂、邻里食堂、中医理疗、暑期托管),
    /// in 7+N and in the guideline for embedded facilities.
    ///
    /// # Classification
    ///
    /// What a service counts as depends on who asks: [`ServiceKind::functions`] answers for the six functions,
    /// [`ServiceKind::rural_functions`] for 7+N, [`ServiceKind::embedded_functions`] for the embedded-facility
    /// guideline. No source publishes such a table. It is derived here from the cross-walk of the three lists: a kind
    /// that a scheme names counts under that name; otherwise it counts under the function that the cross-walk sets
    /// beside its own, where that covers it; otherwise under none. So nursery counts as education in the six, as 托幼 in
    /// 7+N and as infant care in the guideline; communal dining as elderly care in the six; household services lie
    /// outside the six. Two judgments go past the cross-walk: picture-book reading and music training count as both
    /// culture and education, contests as both culture and sports.
    ///
    /// A record that states the functions of a service itself is believed over this table.
    ///
    /// ```
    /// use neighborhood_center::vocab::{EmbeddedFunction, ServiceFunction, ServiceKind};
    ///
    /// let dining = ServiceKind::CommunalDining;
    /// assert!(dining.functions().contains(ServiceFunction::ElderlyCare));
    /// assert!(dining.embedded_functions().contains(EmbeddedFunction::CommunityDining));
    /// assert!(dining.rural_functions().is_empty());
    /// ```
    #[non_exhaustive]
    pub enum ServiceKind: "服务类别" / "a kind of service" {
        /// Homework help and care after school.
        AfterSchoolCare = "after-school-care" / "课余辅导" | "儿童托管" | "四点半课堂",
        /// Care in the summer holidays.
        SummerCare = "summer-care" / "暑期托管",
        /// Care for children under 3.
        Nursery = "nursery" / "婴幼儿托育" | "托育",
        /// Care by day for the old who cannot wholly look after themselves.
        DayCare = "day-care" / "日间照料",
        /// Care for the old, of any kind.
        ElderlyCare = "elderly-care" / "养老服务" | "养老",
        /// Communal meals, for the old above all.
        CommunalDining = "communal-dining" / "社区助餐" | "邻里食堂",
        /// Consultation on health.
        Clinic = "clinic" / "健康问诊",
        /// Treatments of traditional Chinese medicine.
        TraditionalMedicine = "traditional-medicine" / "中医理疗",
        /// Government services over the counter.
        GovernmentDesk = "government-desk" / "政务服务" | "便民服务",
        /// The yearly confirmation that a pension is still due.
        RetirementRecertification = "retirement-recertification" / "退休年审认证",
        /// Books and papers to read.
        ReadingRoom = "reading-room" / "阅览" | "阅览室",
        /// Reading picture books with children.
        PictureBookReading = "picture-book-reading" / "绘本阅读",
        /// Making things by hand.
        Handicrafts = "handicrafts" / "手工制作",
        /// Lessons on an instrument.
        MusicTraining = "music-training" / "乐器培训",
        /// Performances and other activities in the arts.
        ArtsActivity = "arts-activity" / "文艺活动",
        /// Civilization practice, as the stations for it (新时代文明实践站) offer it.
        CivilizationPractice = "civilization-practice" / "文明实践",
        /// Games of children with their parents.
        ParentChildSports = "parent-child-sports" / "亲子运动会",
        /// Courts and grounds for a sport.
        SportsGround = "sports-ground" / "运动场地",
        /// Machines to exercise on.
        FitnessEquipment = "fitness-equipment" / "健身器材",
        /// Contests in culture and sports.
        CultureSportsEvent = "culture-sports-event" / "文体赛事",
        /// A place for children's play.
        Playground = "playground" / "儿童乐园",
        /// An open square for exercise.
        FitnessSquare = "fitness-square" / "全民健身广场" | "健身广场",
        /// Training in skills.
        SkillsTraining = "skills-training" / "技能培训",
        /// Comprehensive services for rural life.
        RuralServices = "rural-services" / "农村综合服务",
        /// Household help and daily conveniences.
        HouseholdServices = "household-services" / "家政便民",
        /// Selling by live stream, one of the N of 7+N.
        LiveCommerce = "live-commerce" / "电商直播",
        /// Services for visitors, one of the N of 7+N.
        TourismServices = "tourism-services" / "旅游服务",
        /// Any other service; its functions are only those that the record states.
        Other = "other" / "其他",
    }
}

/// A set of kinds of service.
pub type KindSet = Set<ServiceKind>;

/// What one kind counts as: under the six functions, under 7+N, under the embedded-facility guideline.
type Row = (&'static [ServiceFunction], &'static [RuralFunction], &'static [EmbeddedFunction]);

impl ServiceKind {
    /// What the kind counts as among the six functions.
    #[must_use]
    pub fn functions(self) -> FunctionSet {
        FunctionSet::of(self.row().0)
    }

    /// What the kind counts as among the six functions to some sources and not to others, besides
    /// [`Self::functions`]. A record that states such a function is not wrong.
    ///
    /// Care for infants (托育) can be set under education or under health: no list of functions settles it.
    #[must_use]
    pub fn disputed_functions(self) -> FunctionSet {
        match self {
            Self::Nursery => FunctionSet::of(&[ServiceFunction::Health]),
            _ => FunctionSet::EMPTY,
        }
    }

    /// What the kind counts as among the seven functions of 7+N.
    #[must_use]
    pub fn rural_functions(self) -> RuralFunctionSet {
        RuralFunctionSet::of(self.row().1)
    }

    /// What the kind counts as among the functions of the embedded-facility guideline.
    #[must_use]
    pub fn embedded_functions(self) -> EmbeddedFunctionSet {
        EmbeddedFunctionSet::of(self.row().2)
    }

    /// The whole classification, one row a kind, so that the three schemes are seen side by side.
    #[rustfmt::skip]
    const fn row(self) -> Row {
        use EmbeddedFunction as E;
        use RuralFunction as R;
        use ServiceFunction as F;

        match self {
            //                                    six functions                 7+N                          guideline
            Self::AfterSchoolCare           => (&[F::Education],             &[],                          &[E::ChildCare]),
            Self::SummerCare                => (&[F::Education],             &[],                          &[E::ChildCare]),
            Self::Nursery                   => (&[F::Education],             &[R::NurseryAndKindergarten], &[E::InfantCare]),
            Self::DayCare                   => (&[F::ElderlyCare],           &[R::DayCare],                &[E::ElderlyCare]),
            Self::ElderlyCare               => (&[F::ElderlyCare],           &[R::DayCare],                &[E::ElderlyCare]),
            Self::CommunalDining            => (&[F::ElderlyCare],           &[],                          &[E::CommunityDining]),
            Self::Clinic                    => (&[F::Health],                &[R::Health],                 &[E::HealthServices]),
            Self::TraditionalMedicine       => (&[F::Health],                &[R::Health],                 &[E::HealthServices]),
            Self::GovernmentDesk            => (&[F::Government],            &[R::ConvenienceServices],    &[]),
            Self::RetirementRecertification => (&[F::Government],            &[R::ConvenienceServices],    &[]),
            Self::ReadingRoom               => (&[F::Culture],               &[R::CivilizationPractice],   &[E::CultureLeisure]),
            Self::PictureBookReading        => (&[F::Culture, F::Education], &[R::CivilizationPractice],   &[E::CultureLeisure]),
            Self::Handicrafts               => (&[F::Culture],               &[R::CivilizationPractice],   &[E::CultureLeisure]),
            Self::MusicTraining             => (&[F::Culture, F::Education], &[R::CivilizationPractice],   &[E::CultureLeisure]),
            Self::ArtsActivity              => (&[F::Culture],               &[R::CivilizationPractice],   &[E::CultureLeisure]),
            Self::CivilizationPractice      => (&[F::Culture],               &[R::CivilizationPractice],   &[]),
            Self::ParentChildSports         => (&[F::Sports],                &[],                          &[E::Fitness]),
            Self::SportsGround              => (&[F::Sports],                &[],                          &[E::Fitness]),
            Self::FitnessEquipment          => (&[F::Sports],                &[],                          &[E::Fitness]),
            Self::CultureSportsEvent        => (&[F::Culture, F::Sports],    &[R::CivilizationPractice],   &[E::CultureLeisure, E::Fitness]),
            Self::Playground                => (&[F::Education],             &[],                          &[E::ChildPlay]),
            Self::FitnessSquare             => (&[F::Sports],                &[],                          &[E::Fitness]),
            Self::SkillsTraining            => (&[F::Education],             &[R::SkillsTraining],         &[]),
            Self::RuralServices             => (&[],                         &[R::RuralServices],          &[]),
            Self::HouseholdServices         => (&[],                         &[R::RuralServices],          &[E::HouseholdServices]),
            Self::LiveCommerce              => (&[],                         &[],                          &[]),
            Self::TourismServices           => (&[],                         &[],                          &[]),
            Self::Other                     => (&[],                         &[],                          &[]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_of_every_scheme_can_be_met_by_some_kind() {
        let kinds = || ServiceKind::ALL.iter().copied();
        assert_eq!(kinds().map(ServiceKind::functions).fold(FunctionSet::EMPTY, Set::or), Set::all());
        assert_eq!(kinds().map(ServiceKind::rural_functions).fold(RuralFunctionSet::EMPTY, Set::or), Set::all());
        assert_eq!(kinds().map(ServiceKind::embedded_functions).fold(EmbeddedFunctionSet::EMPTY, Set::or), Set::all());
    }

    #[test]
    fn a_nursery_counts_for_another_function_in_each_scheme() {
        let nursery = ServiceKind::Nursery;
        assert_eq!(nursery.functions(), Set::of(&[ServiceFunction::Education]));
        assert_eq!(nursery.rural_functions(), Set::of(&[RuralFunction::NurseryAndKindergarten]));
        assert_eq!(nursery.embedded_functions(), Set::of(&[EmbeddedFunction::InfantCare]));
    }

    #[test]
    fn household_services_lie_outside_the_six() {
        assert!(ServiceKind::HouseholdServices.functions().is_empty());
        assert!(!ServiceKind::HouseholdServices.embedded_functions().is_empty());
    }

    #[test]
    fn a_kind_without_a_word_is_classified_nowhere() {
        let other = ServiceKind::Other;
        assert!(other.functions().is_empty());
        assert!(other.rural_functions().is_empty());
        assert!(other.embedded_functions().is_empty());
    }

    #[test]
    fn a_kind_that_a_scheme_names_counts_under_that_name() {
        for kind in ServiceKind::ALL {
            if let Some(named) = RuralFunction::ALL.iter().find(|function| function.label_zh() == kind.label_zh()) {
                assert!(kind.rural_functions().contains(*named), "{kind}");
            }
            if let Some(named) = EmbeddedFunction::ALL.iter().find(|function| function.label_zh() == kind.label_zh()) {
                assert!(kind.embedded_functions().contains(*named), "{kind}");
            }
        }
    }

    #[test]
    fn six_functions_do_not_make_an_embedded_facility() {
        // A culture-heavy center can have all of the six and none of the guideline's priority four but elderly care.
        let offered = [
            ServiceKind::ArtsActivity,
            ServiceKind::SportsGround,
            ServiceKind::DayCare,
            ServiceKind::Clinic,
            ServiceKind::SkillsTraining,
            ServiceKind::GovernmentDesk,
        ];
        let six = offered.iter().map(|kind| kind.functions()).fold(FunctionSet::EMPTY, Set::or);
        let embedded = offered.iter().map(|kind| kind.embedded_functions()).fold(EmbeddedFunctionSet::EMPTY, Set::or);
        assert_eq!(six, Set::all());
        assert_eq!(embedded.and(EmbeddedFunction::priority_four()).len(), 1);
    }
}
