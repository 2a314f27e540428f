use super::set::Set;
use super::word::words;

words! {
    /// The role of those who deliver a service or teach a class (服务人员).
    ///
    /// Open: the article names these four (People's Daily Online, 2023-08-11: 志愿者老师、工作人员、专业教师、体育教练), and
    /// cities employ others, so matches need a wildcard arm.
    #[non_exhaustive]
    pub enum DeliveryRole: "服务人员" / "a role of those who deliver a service" {
        /// Employed by the center or the community.
        Staff = "staff" / "工作人员",
        /// Unpaid, the article's 志愿者老师 among them.
        Volunteer = "volunteer" / "志愿者" | "志愿者老师",
        /// A teacher hired for the subject.
        ProfessionalTeacher = "professional-teacher" / "专业教师",
        /// A coach hired for the sport.
        Coach = "coach" / "教练" | "体育教练",
    }
}

/// A set of roles.
pub type DeliveryRoleSet = Set<DeliveryRole>;
