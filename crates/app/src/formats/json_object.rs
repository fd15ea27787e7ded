//! JSON objects, read more strictly than the library reads them: no array takes the place of an
//! object, and no key is there twice.

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, IntoDeserializer, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::fmt::{self, Formatter};
use std::marker::PhantomData;

/// A value that is written as an object. By itself, the library also takes an array with the fields
/// in their order, which a new field would silently give another meaning.
#[derive(Debug)]
pub struct Object<T>(pub T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(given: D) -> Result<Self, D::Error> {
        given.deserialize_map(ObjectVisitor(PhantomData)).map(Self)
    }
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(fields))
    }
}

/// Reads a list of objects.
///
/// # Errors
/// An item that is no object or does not fit.
pub fn list<'de, D, T>(given: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let items = Vec::<Object<T>>::deserialize(given)?;
    Ok(items.into_iter().map(|Object(item)| item).collect())
}

/// Reads a list of objects, or null.
///
/// # Errors
/// As [`list`].
pub fn optional_list<'de, D, T>(given: D) -> Result<Option<Vec<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let items = Option::<Vec<Object<T>>>::deserialize(given)?;
    Ok(items.map(|items| items.into_iter().map(|Object(item)| item).collect()))
}

/// Reads a word of a closed list. By itself, the library also takes an object with the word as its
/// only key.
///
/// # Errors
/// Another word, or no text.
pub fn word<'de, D, T>(given: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(String::deserialize(given)?.into_deserializer())
}

/// An object with any keys, each of them once.
#[derive(Debug)]
pub struct Entries<V>(pub BTreeMap<String, V>);

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Entries<V> {
    fn deserialize<D: Deserializer<'de>>(given: D) -> Result<Self, D::Error> {
        given.deserialize_map(EntriesVisitor(PhantomData)).map(Self)
    }
}

struct EntriesVisitor<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for EntriesVisitor<V> {
    type Value = BTreeMap<String, V>;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut given: A) -> Result<Self::Value, A::Error> {
        let mut entries = BTreeMap::new();
        while let Some((key, value)) = given.next_entry::<String, V>()? {
            if entries.contains_key(&key) {
                return Err(A::Error::custom(format!("duplicate field `{key}`")));
            }
            entries.insert(key, value);
        }
        Ok(entries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Line<'a> {
        product: &'a str,
        #[serde(default, deserialize_with = "list")]
        parts: Vec<Part>,
    }

    #[derive(Debug, Deserialize)]
    struct Part {
        count: i64,
    }

    fn read(text: &str) -> Result<(String, Vec<i64>), String> {
        let read = serde_json::from_str::<Object<Line<'_>>>(text);
        let Object(line) = read.map_err(|error| error.to_string())?;
        Ok((line.product.to_owned(), line.parts.iter().map(|it| it.count).collect()))
    }

    #[test]
    fn an_array_is_no_object() {
        let whole = "{\"product\":\"EP\",\"parts\":[{\"count\":1},{\"count\":2}]}";
        assert_eq!(read(whole).unwrap(), ("EP".to_owned(), vec![1, 2]));
        for text in ["[\"EP\",[]]", "{\"product\":\"EP\",\"parts\":[[1]]}", "\"EP\"", "null"] {
            let refused = read(text).unwrap_err();
            assert!(refused.contains("expected an object"), "{text}: {refused}");
        }
        assert!(read("{\"product\":\"EP\",\"colour\":1}").unwrap_err().contains("`colour`"));
    }

    #[test]
    fn a_key_is_there_once() {
        let read = |text| serde_json::from_str::<Entries<String>>(text);
        let Entries(entries) = read("{\"a\":\"1\",\"b\":\"2\"}").unwrap();
        assert_eq!(entries["b"], "2");
        let refused = read("{\"a\":\"1\",\"a\":\"2\"}").unwrap_err().to_string();
        assert!(refused.starts_with("duplicate field `a` at line 1 column 1"), "{refused}");
        assert!(read("[[\"a\",\"1\"]]").is_err());
    }
}
