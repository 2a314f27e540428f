use super::activity::Activity;
use super::area::Area;
use super::closure::{Closure, DatedHours};
use super::contact::Contact;
use super::feature::Feature;
use super::moves::{CannotMove, Moved, Story};
use super::organization::Organization;
use super::partner::Partner;
use super::person::Person;
use super::service::Service;
use super::session::Session;
use super::site::Site;
use super::source::Source;
use super::space::Space;
use super::status_change::StatusChange;
use super::team::Team;
use super::tenancy::Tenancy;
use crate::record::{lists_all, record};
use crate::vocab::{CenterId, CommunityId, Lifecycle, Name, PartialDate, Set, Text, Tier};

record! {
    /// A neighborhood center (邻里中心): a one-stop home of public services for the residents of a community.
    pub struct Center, CenterDraft, CenterField {
        /// Its id.
        required id: CenterId,
        /// Its official name.
        required name: Name,
        /// Other names; a center often bears the name of a compound.
        list aliases: Name,
        /// Its tier.
        optional tier: Tier,
        /// The community that it belongs to.
        optional community: CommunityId,
        /// The communities that it serves, if not only its own.
        list serves: CommunityId,
        /// Where it stands in its life.
        optional status: Lifecycle,
        /// How it came to stand there, the oldest first.
        list history: StatusChange,
        /// When it opened, as exactly as the source knows.
        optional opened: PartialDate,
        /// When it closed, as exactly as the source knows.
        optional closed: PartialDate,
        /// How large it is.
        list areas: Area,
        /// The places that it consists of.
        list sites: Site,
        /// Its rooms and grounds.
        list spaces: Space,
        /// What it does for people.
        list services: Service,
        /// The businesses in it.
        list tenants: Tenancy,
        /// Who runs it.
        optional operator: Organization,
        /// When it is open.
        list hours: Session,
        /// The hours in the words of a source. What they say can be read with [`hours::read`](crate::hours::read).
        optional hours_text: Text,
        /// The dates that have hours of their own, in place of the weekly ones.
        list dated_hours: DatedHours,
        /// When it is closed against its hours.
        list closures: Closure,
        /// What people come together for there.
        list activities: Activity,
        /// Who teaches or works there.
        list people: Person,
        /// The teams that work there.
        list teams: Team,
        /// The organizations that do something for it under a contract.
        list partners: Partner,
        /// What its community is known for.
        list features: Feature,
        /// How to reach it.
        optional contact: Contact,
        /// Where these facts come from.
        list sources: Source,
        /// Which of the lists above do not claim to be complete. What such a list does not hold may still exist.
        optional partial: Set<CenterField>,
    }
}

impl CenterDraft {
    /// Whether absence from this list means absence: the list is given, well-formed, and not called partial.
    #[must_use]
    pub(crate) fn claims_all(&self, list: CenterField) -> bool {
        self.partial.surely_lacks(list)
    }

    /// Moves the center on to a state: checks the move as [`Lifecycle::try_move`] does, adds it to the history with its date,
    /// and sets the status.
    ///
    /// Nothing that the draft says is lost, and nothing is made up:
    ///
    /// - Where there is no history, nobody knows the steps before: it begins here, and is named under `partial`. An empty list
    ///   says that there were none.
    /// - A state that no step tells is written down before the move, without a date, where that can be: where the history has no
    ///   step, or is partial. A whole history that ends otherwise contradicts the state, and nothing is moved.
    /// - Where no state is told, it is the last of the history; without one, any may be the first.
    /// - To stay is no move: no step is added, and [`Moved`] says so.
    /// - A date that may be that of an earlier step, or later, is good; one that surely is before it is not.
    ///
    /// What the whole history tells besides, and whether `opened` and `closed` agree with it, is judged when the draft is checked.
    ///
    /// # Errors
    /// [`CannotMove`] says why it was not moved, and what could follow. The draft is as it was.
    ///
    /// ```
    /// use neighborhood_center::field::Field;
    /// use neighborhood_center::records::{CenterDraft, Moved};
    /// use neighborhood_center::vocab::Lifecycle;
    ///
    /// // An empty history: nothing has happened so far.
    /// let mut center = CenterDraft { history: Vec::new().into(), ..CenterDraft::default() };
    /// center.move_to(Lifecycle::Planned, "2022".parse()?)?;
    /// center.move_to(Lifecycle::UnderConstruction, "2023-01".parse()?)?;
    /// center.move_to(Lifecycle::Open, "2023-05-mid".parse()?)?;
    /// assert_eq!(center.status, Field::Given(Lifecycle::Open));
    /// assert_eq!(center.history.items().count(), 3);
    /// assert_eq!(center.move_to(Lifecycle::Open, "2024".parse()?)?, Moved::Stayed);
    ///
    /// let refused = center.move_to(Lifecycle::Planned, "2024".parse()?).unwrap_err();
    /// assert_eq!(refused.to_string(), "open cannot be followed by planned; what can follow: upgrading, suspended, closed");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn move_to(&mut self, to: Lifecycle, on: PartialDate) -> Result<Moved, CannotMove<Lifecycle>> {
        let story = Story {
            now: ("status", &mut self.status),
            history: (CenterField::history, &mut self.history),
            partial: &mut self.partial,
        };
        story.move_to(to, on, |from| from.try_move(to))
    }
}

lists_all!(Center, CenterField);
