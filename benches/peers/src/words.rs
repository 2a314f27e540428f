//! The words that a field may hold, as enums: serde refuses every other one.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($($word:ident { $($one:ident)+ })+) => { $(
        #[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $word { $($one),+ }
    )+ };
}

words! {
    Tier { DistrictArea Community Compound }
    Status { Planned UnderConstruction Upgrading Open Suspended Closed }
    AreaKind { Site Floor Usable Indoor Outdoor Office Activity }
    Qualifier { Exactly About AtLeast Below }
    SpaceKind {
        ServiceHall ReadingRoom ParentChildArea Classroom Playground FitnessSquare SportsHall GovernmentRoom Shop DiningHall
        ActivityRoom Other
    }
    Exposure { Indoor Outdoor }
    ServiceKind {
        AfterSchoolCare SummerCare Nursery DayCare ElderlyCare CommunalDining Clinic TraditionalMedicine GovernmentDesk
        RetirementRecertification ReadingRoom PictureBookReading Handicrafts MusicTraining ArtsActivity CivilizationPractice
        ParentChildSports SportsGround FitnessEquipment CultureSportsEvent Playground FitnessSquare SkillsTraining RuralServices
        HouseholdServices LiveCommerce TourismServices Other
    }
    Function { Culture Sports ElderlyCare Health Education Government }
    Group { Young Middle Old }
    Role { Staff Volunteer ProfessionalTeacher Coach }
    Charge { Free LowCost Market }
    Weekday { Monday Tuesday Wednesday Thursday Friday Saturday Sunday }
    DayRule { AsUsual Also Except Only }
    Season { SummerTimetable WinterTimetable SchoolTerm SummerVacation WinterVacation }
    OrganizationKind {
        CommunityCommittee PartyBranch StreetOffice SocialEnterprise CultureSportsInstitution VolunteerTeam CultureCooperative
        CivilizationPracticePlanners Other
    }
    Format {
        ClothingRepair ParcelStation Barber FruitShop MiniSupermarket Supermarket ConvenienceStore Pharmacy Laundry Restaurant
        Breakfast WetMarket RepairShop Bank PostOffice Other
    }
    ActivityKind { Course Club Event Competition Reading Handicraft ParentChild Other }
    Progress { Beginner Intermediate Advanced }
    Confidence { Stated Official Secondary Unverified }
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
pub enum Datum {
    #[serde(rename = "gcj-02")]
    Gcj02,
    #[serde(rename = "wgs-84")]
    Wgs84,
    #[serde(rename = "cgcs2000")]
    Cgcs2000,
}
