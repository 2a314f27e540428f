//! When something is on: weekly sessions, the minutes that they come to, what is on at the same time, and how people write
//! opening hours.
//!
//! # Hours as people write them
//!
//! [`read`] takes opening hours as they stand on doors and in public lists in China, and gives sessions, what the text calls
//! closed, and every part that was not understood. It never guesses. [`write()`] goes the other way, in Chinese and in English.
//!
//! ```
//! use neighborhood_center::hours;
//! use neighborhood_center::records::SessionDraft;
//! use neighborhood_center::vocab::Lang;
//!
//! let text = "周二至周日上午8：30—11：30，下午2点到5点半（周一闭馆），特殊情况提前另行通知";
//! let read = hours::read(text);
//!
//! // What is certain can be used at once.
//! let sessions: Vec<SessionDraft> = read.sessions().iter().copied().map(SessionDraft::from).collect();
//! assert_eq!(sessions.len(), 2);
//! assert_eq!(hours::write(read.sessions(), Lang::En), "Tue–Sun 8:30–11:30, 14:00–17:30");
//!
//! // What was not understood is told, word by word, for somebody to look at.
//! assert!(!read.is_whole());
//! let unread = &read.unread()[0];
//! assert_eq!(unread.excerpt(text), "特殊情况提前另行通知");
//! assert_eq!(unread.reason().phrase().text(Lang::En), "not understood");
//! ```
//!
//! [`ReadHours::fill`] puts what a text says into a record, and does not let what was not understood look like a center that is
//! closed all week.
//!
//! # What a text is taken to say
//!
//! - **Days.** Hours hold on the days named before them, or right behind them in brackets. A text that names no day names none:
//!   the session has no days, and is none of the data standard until somebody adds them. If it names the closed days only, it
//!   is open on the others; if it is open all day (24小时开放) and says nothing else, it is open every day. Days between hours without days and other hours (9:00-17:00 周一至周五 夏季8:00-18:00) may belong to either, so
//!   that nothing is claimed of both; a mark right before them (9:00-17:00，周六 10:00-16:00) tells to which. Hours on a day that two headings name, which overlap and differ, are claimed of neither.
//! - **工作日** are Monday to Friday without public holidays and with make-up workdays; **双休日** and 休息日 are Saturday and Sunday
//!   without make-up workdays; 周末 is Saturday and Sunday, and says no more.
//! - **Public holidays.** 节假日 beside days of the week are added to them; with hours of their own, they are all that is meant. As
//!   soon as a text tells the hours of public holidays apart, all other hours of the same part of the year are understood not
//!   to hold on them, since the text says what does. Of public holidays of which the text says nothing, nothing is claimed.
//! - **Make-up workdays.** Whoever is open from Monday to Friday and says 调休上班日照常 is open on them, though they are Saturdays and
//!   Sundays. Where a text has several hours, which of them are the usual ones nobody says, and nothing is claimed. The writer
//!   says of hours that hold on make-up workdays as on any day of that name that they are 按原星期.
//! - **Closed days.** 周一闭馆 limits 每天, and so does 周一除外 whatever stands before it: whoever says so makes an exception. A day that
//!   is named as open and called closed all the same, as in 周一至周日 9:00-17:00，周一闭馆, is a contradiction: most people will mean
//!   the exception, some will have changed one half of the text and not the other. Nothing is claimed of that day, and the
//!   closing is told as unread.
//! - **Times.** 下午2点 is 14:00, and 下午14:00 is no fault; 上午13:30 is one. Hours under one heading stand in order, so that
//!   8:30-11:30，2:00-5:00 is not taken for a night. Hours past midnight are not read, since a session ends on its day. A break
//!   (午休12:00-13:30) divides the hours in which it lies. When the last visitors are let in (16:30停止入馆) changes no hours.
//! - **Parts of the year.** 夏令, 冬令, 学期, 暑期, 寒假 and their like are a [`Season`](crate::vocab::Season); periods with a year are days of
//!   validity. Dates without a year come back every year, which no session can hold: the hours under them are not claimed.
//! - **What is not understood** and stands before hours under the same heading makes them its own, whatever it is: they are not claimed.
//!   So are hours of which something says that they are limited in a way no session holds (每月第一个周六). What follows hours, or stands
//!   in brackets, leaves them as they are: the text is not whole, and may limit them.
//! - **The hours of something else** (与地铁站开放时间一致) are understood, and are no sessions: see [`ReadHours::same_as`].

mod clash;
mod classes;
mod latest;
mod minutes;
mod opening;
mod part;
mod proof;
mod slot;
mod text;
mod week;
mod when;

pub(crate) use clash::{FEW, all_apart, all_plainly_apart, clashes};
pub(crate) use minutes::Minutes;
pub(crate) use opening::{OpeningHours, Place};
pub(crate) use slot::Slot;
pub use text::{Closing, ReadHours, Reason, Stated, Unread, normal_form, read, write};
pub(crate) use week::{Hours, Week, is_over};
pub use when::When;
pub(crate) use when::all;
