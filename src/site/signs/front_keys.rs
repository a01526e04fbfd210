//! The keys by which a text is known for front matter.

/// The keys of front matter, ours and those that other tools usually have.
const FRONT_MATTER: [&str; 44] = [
    "title",
    "summary",
    "kind",
    "audience",
    "owner",
    "reviewed_on",
    "review_every",
    "aliases",
    "weight",
    "slug",
    "tags",
    "draft",
    "publish_on",
    "expire_on",
    "role",
    "roles",
    "place",
    "from_data",
    "extra",
    "cascade",
    "layout",
    "permalink",
    "date",
    "author",
    "authors",
    "description",
    "categories",
    "category",
    "keywords",
    "published",
    "private",
    "visibility",
    "unlisted",
    "publishDate",
    "expiryDate",
    "status",
    "lastmod",
    "template",
    "nav_order",
    "parent",
    "sidebar_position",
    "sidebar_label",
    "type",
    "id",
];

/// Whether a front matter has such a key; `loosely` also in capitals.
pub(super) fn is_of_front_matter(key: &str, loosely: bool) -> bool {
    FRONT_MATTER.iter().any(|known| if loosely { known.eq_ignore_ascii_case(key) } else { *known == key })
}
