//! The smallest useful program: it reads one record and says in Chinese what is wrong with it.
#![allow(clippy::print_stdout, reason = "an example talks to its user")]

use neighborhood_center::records::CenterDraft;
use neighborhood_center::vocab::Lang;
use neighborhood_center::{Context, Options, json};

fn main() {
    let text = r#"{ "name": "示例社区邻里中心", "status": "opne", "opened": "2023-05-mid" }"#;
    let reading = json::read_str::<CenterDraft>(text, &Context::default(), &Options::default());
    for fault in reading.report().violations() {
        println!("{} {}", fault.path(), fault.message(Lang::Zh));
    }
}
