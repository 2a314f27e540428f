use super::word::words;

words! {
    /// A part of a code of a government-service item.
    ///
    /// Closed: what the layout that is known has.
    pub enum ServiceItemPart: "政务服务事项编码的一部分" / "a part of a government-service item code" {
        /// Which item of which catalog it is.
        Catalog = "catalog" / "目录编码",
        /// Where it is offered: twelve digits.
        Area = "area" / "行政区划代码",
        /// Three digits between the area and the organization.
        Section = "section" / "区划后三位",
        /// Who offers it.
        Organization = "organization" / "实施机构代码",
        /// A digit behind the organization.
        Task = "task" / "机构后一位",
        /// Two digits at the end.
        Version = "version" / "末两位",
    }
}
