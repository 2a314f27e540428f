use crate::record::record;
use crate::vocab::{DivisionCode, DivisionScheme, PartialDate};

record! {
    /// A division code (区划代码) with the authority that gave it and the time it is valid for.
    ///
    /// Two authorities give the same digits to different places (410311004 is 关林 in the statistics code of 2023 and
    /// 太康东路 in the civil-affairs list of 2026), so that digits without a scheme say nothing.
    pub struct Division, DivisionDraft, DivisionField {
        /// The digits.
        required code: DivisionCode,
        /// Whose code it is.
        required scheme: DivisionScheme,
        /// The edition of the code.
        optional as_of: PartialDate,
    }
}
