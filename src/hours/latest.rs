//! The latest of what holds somewhere in a range.

/// For a row of points, the highest number that was put on any range of them that meets a range asked for.
///
/// Putting and asking take as many steps as there are bits in the number of points. (A segment tree, walked from its leaves:
/// the root is node 1, the halves of node n are 2 n and 2 n + 1.)
#[derive(Debug)]
pub(crate) struct Latest {
    leaves: usize,
    nodes: Vec<Node>,
}

/// A range of points that a power of two divides.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// The highest number that is on all of them, as far as it was not put on a node above.
    all: u64,
    /// The highest number that is on some of them, as far as it was not put on a node above.
    some: u64,
}

impl Latest {
    /// Points, numbered from 0, on which nothing is: the number 0.
    pub(crate) fn new(points: usize) -> Self {
        let leaves = points.next_power_of_two();
        Self { leaves, nodes: vec![Node::default(); 2 * leaves] }
    }

    /// Takes everything away.
    pub(crate) fn clear(&mut self) {
        self.nodes.fill(Node::default());
    }

    /// Puts a number on the points from `first` to `last`, both included.
    pub(crate) fn put(&mut self, first: usize, last: usize, number: u64) {
        let nodes = &mut self.nodes;
        for_each_node(self.leaves, first, last, |node| {
            if let Some(node) = nodes.get_mut(node) {
                node.all = node.all.max(number);
                node.some = node.some.max(number);
            }
        });
        for end in [first, last] {
            let mut node = (self.leaves + end) / 2;
            while let Some(above) = nodes.get_mut(node).filter(|_| node > 0) {
                above.some = above.some.max(number);
                node /= 2;
            }
        }
    }

    /// The highest number on any of the points from `first` to `last`, both included; 0 if there is none.
    pub(crate) fn latest(&self, first: usize, last: usize) -> u64 {
        let at = |node: usize| self.nodes.get(node).copied().unwrap_or_default();
        let mut latest = 0;
        for_each_node(self.leaves, first, last, |node| latest = latest.max(at(node).some));
        for end in [first, last] {
            let mut node = (self.leaves + end) / 2;
            while node > 0 {
                latest = latest.max(at(node).all);
                node /= 2;
            }
        }
        latest
    }
}

/// The nodes that make up a range, none of which is above another.
fn for_each_node(leaves: usize, first: usize, last: usize, mut visit: impl FnMut(usize)) {
    let (mut from, mut to) = (leaves + first, leaves + last + 1);
    while from < to {
        if from % 2 == 1 {
            visit(from);
            from += 1;
        }
        if to % 2 == 1 {
            to -= 1;
            visit(to);
        }
        from /= 2;
        to /= 2;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const POINTS: usize = 13;

    fn range() -> impl Strategy<Value = (usize, usize)> {
        (0..POINTS, 0..POINTS).prop_map(|(one, other)| (one.min(other), one.max(other)))
    }

    proptest! {
        #[test]
        fn the_latest_is_the_highest_number_of_the_ranges_that_meet(
            put in proptest::collection::vec((range(), 1_u64..50), 0..12),
            asked in range(),
        ) {
            let mut latest = Latest::new(POINTS);
            for ((first, last), number) in &put {
                latest.put(*first, *last, *number);
            }
            let meets = |(first, last): (usize, usize)| first <= asked.1 && asked.0 <= last;
            let expected = put.iter().filter(|(range, _)| meets(*range)).map(|(_, number)| *number).max();
            prop_assert_eq!(latest.latest(asked.0, asked.1), expected.unwrap_or(0));

            latest.clear();
            prop_assert_eq!(latest.latest(asked.0, asked.1), 0);
        }
    }
}
