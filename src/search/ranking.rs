//! The constants of the ranking, in one table. They travel in the manifest, so that the script in the browser has no
//! numbers of its own.

use super::format::bytes::{Bad, Reader, Writer};

macro_rules! table {
    ($($(#[$doc:meta])* $name:ident = $value:expr;)*) => {
        /// What a score is made of.
        #[derive(Debug, Clone, PartialEq)]
        pub struct Ranking {
            $($(#[$doc])* pub $name: f32,)*
        }

        impl Default for Ranking {
            fn default() -> Ranking {
                Ranking { $($name: $value,)* }
            }
        }

        impl Ranking {
            /// The names, in the order of the manifest.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name)),*];

            pub(super) fn write(&self, writer: &mut Writer) {
                $(writer.float(self.$name);)*
            }

            pub(super) fn read(reader: &mut Reader<'_>) -> Result<Ranking, Bad> {
                Ok(Ranking { $($name: reader.float()?,)* })
            }

            /// Sets the constant of this name; says whether there is one.
            pub fn set(&mut self, name: &str, value: f32) -> bool {
                match name {
                    $(stringify!($name) => self.$name = value,)*
                    _ => return false,
                }
                true
            }
        }
    };
}

table! {
    /// BM25: how soon more of the same word stops to count.
    k1 = 1.2;
    /// BM25: how much a long text pays for its length.
    b = 0.75;
    /// Weight of a word in the page's title.
    title = 1.2;
    /// Weight of a word in the section's own heading.
    heading = 1.3;
    /// Weight of a word in the section's text.
    body = 1.0;
    /// How many times the share of the query that a section holds is multiplied in; a whole number.
    coverage_power = 5.0;
    /// What a heading made of the query's words alone adds, as a share of the score; one that is so by half adds a
    /// quarter of it.
    heading_cover = 2.0;
    /// What a title made of the query's words alone adds, in the same way.
    title_cover = 1.0;
    /// What words that stand side by side add, as a share of the score.
    proximity = 0.6;
    /// How many of the best pages are put in order by the nearness and the form of the words; a whole number.
    proximity_pages = 5.0;
    /// Likeness of a word that the last, perhaps unfinished, word of the query begins, however little of it was typed; the
    /// share of its letters typed gives as much of the rest up to 1.
    prefix = 0.65;
    /// The fewest letters that are taken for the beginning of a word.
    prefix_letters = 2.0;
    /// How many stems a beginning of two letters stands for at most.
    prefix_words = 12.0;
    /// In how many shards such stems are looked for; words have shards of their own.
    prefix_shards = 2.0;
    /// Likeness of a word one slip away.
    one_slip = 0.7;
    /// Likeness of a word two slips away.
    two_slips = 0.45;
    /// What is left of the likeness when only the beginning of a word is like that.
    slip_prefix = 0.9;
    /// The fewest letters of a word that may have one slip.
    one_slip_letters = 4.0;
    /// The fewest letters of a word that may have two.
    two_slips_letters = 8.0;
    /// How many words a misspelt one stands for at most.
    slip_words = 4.0;
    /// Likeness of a synonym.
    synonym = 0.9;
    /// Sections that hold less than this share of what the best one holds of the query are left out.
    least_coverage = 0.3;
    /// A further section of a page is shown when it has this share of its best section's score.
    further_share = 0.4;
    /// How many further sections a page shows at most.
    further_sections = 3.0;
    /// What words that stand there as they were typed add, as a share of the score.
    exact = 0.3;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_reads_the_constants_in_the_same_order() {
        let script = include_str!("../../themes/default/js/lib/search/ranking.js");
        let lines = script.lines().filter_map(|line| line.strip_prefix("export const ")?.strip_suffix(';'));
        let names: Vec<&str> = lines.collect();
        let numbered = |(at, name): (usize, &&str)| format!("{} = {at}", name.to_uppercase());
        let expected: Vec<String> = Ranking::NAMES.iter().enumerate().map(numbered).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn constants_come_back_from_the_manifest() {
        let mut ranking = Ranking::default();
        assert!(ranking.set("title", 9.0));
        assert!(!ranking.set("titles", 9.0));
        let mut writer = Writer::default();
        ranking.write(&mut writer);
        assert_eq!(writer.0.len(), Ranking::NAMES.len() * 4);
        assert_eq!(Ranking::read(&mut Reader::new(&writer.0)), Ok(ranking));
    }
}
