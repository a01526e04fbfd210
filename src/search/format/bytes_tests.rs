//! What is packed comes back, and what was changed is noticed.

use super::*;

#[test]
fn numbers_and_texts_come_back() {
    let mut writer = Writer::default();
    let numbers = [0, 1, 127, 128, 16_383, 16_384, u32::MAX];
    numbers.iter().for_each(|number| writer.varint(*number));
    writer.text("größe");
    writer.front_coded(["", "gr", "grä", "größe"].into_iter());
    writer.float(0.1);
    let mut reader = Reader::new(&writer.0);
    numbers.iter().for_each(|number| assert_eq!(reader.varint(), Ok(*number)));
    assert_eq!(reader.text(), Ok("größe"));
    assert_eq!(reader.front_coded().unwrap(), ["", "gr", "grä", "größe"]);
    assert_eq!(reader.float(), Ok(0.1));
    assert_eq!(reader.byte(), Err(Bad));
}

#[test]
fn a_file_that_was_changed_is_noticed() {
    let payload: Vec<u8> = (0..2_000u32).flat_map(|n| (n * n).to_le_bytes()).collect();
    let file = pack(b't', &[&payload]);
    assert_eq!(unpack(b't', "t0", &file).as_ref(), Ok(&payload));
    assert_eq!(unpack(b'd', "t0", &file), Err(ShardError::Damaged("t0".to_owned())));
    for at in 0..file.len() {
        assert!(unpack(b't', "t0", &file[..at]).is_err(), "cut at {at}");
        let mut flipped = file.clone();
        flipped[at] ^= 1 << (at % 8);
        // Some bits of a compressed stream say nothing.
        let read = unpack(b't', "t0", &flipped);
        assert!(read.is_err() || read.as_ref() == Ok(&payload), "flipped at {at}");
    }
    let parts: Vec<&[u8]> = payload.chunks(700).chain([&payload[..3]]).collect();
    let whole = [&payload[..], &payload[..3]].concat();
    assert_eq!(unpack(b't', "t0", &pack(b't', &parts)).as_ref(), Ok(&whole), "parts are one payload");
    assert_eq!(unpack(b't', "t0", &pack_tightly(b't', &parts)), Ok(whole));
    assert_eq!(unpack(b'f', "f0", &pack_tightly(b'f', &[[0u8; 0]])), Ok(vec![]));
    let bundle = [&[0; 9][..], &file, &[0; 70], &pack(b'd', &[b"text"])].concat();
    assert_eq!(unpack_all(&bundle), [(b't', payload.clone()), (b'd', b"text".to_vec())]);
    assert_eq!(unpack_all(&bundle[..bundle.len() - 1]).len(), 1);
    assert_eq!(unpack(b't', "t0", &bundle[..9 + file.len()]), Ok(payload));
    let newer = [&[VERSION + 1], &file[1..]].concat();
    assert_eq!(unpack(b't', "t0", &newer), Err(ShardError::OtherVersion("t0".to_owned())));
}
