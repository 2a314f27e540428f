//! The neighborhood center (邻里中心) as pure types and rules.
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod vocab;
