-- What a store of schema 1 held: a case of two entries with its words, people, places, and an outbox half sent.
-- The master key is version 1, 32 bytes of 01.
insert into "case" values ('case_a', 'fjordvik', 'FJ-1001', 'fjordvik-skole', 'open', 0, null, 0, null, 2, 2, '0a9b126f5df6af2169eafc15e83e0b7aec28c91187239ed6a6e642e2c8483a9e', '{"id":"case_a","municipality":"fjordvik","ref":"FJ-1001","unit":"fjordvik-skole","service":"skole","targetGroup":"child","owner":"person_ingrid","about":"word_a_about","concern":{"seen":"word_a_seen","environment":false,"since":"2026-11-02T08:00:00.000Z","talkHeld":null,"questions":[{"id":"question_a","to":"person_jonas","question":"word_a_asked","answer":null,"askedAt":"2026-11-03T08:00:00.000Z"}],"outcome":null,"level":null,"services":[]},"status":"open","mode":"none","born":null,"guardians":2,"care":"guardians","level":0,"levelSince":"2026-11-02T08:00:00.000Z","movedUpAt":null,"openedAt":"2026-11-02T08:00:00.000Z","lastEntryAt":"2026-11-03T08:00:00.000Z","unplannedSince":null,"holder":null,"holderService":"skole","holderLeft":null,"deputy":null,"handOver":null,"services":["skole"],"participants":[],"consents":[],"proposals":[],"goals":[],"measures":[],"followUps":[],"meetings":[],"notes":[],"transitions":[],"reports":[],"postponed":{},"reminded":{},"raisedToKe":false,"closed":null}');
insert into "case_number" values ('fjordvik', 1001);
insert into "case_person" values ('person_ingrid', 'case_a');
insert into "case_person" values ('person_jonas', 'case_a');
insert into "journal" values ('case_a', 1, '2026-11-02T08:00:00.000Z', 'person_ingrid', 'concern.register', 'concern.registered', '{"type":"concern.registered","case":"case_a","ref":"FJ-1001","unit":"fjordvik-skole","service":"skole","about":"word_a_about","seen":"word_a_seen","targetGroup":"child","environment":false,"owner":"person_ingrid","municipality":"fjordvik"}', '0000000000000000000000000000000000000000000000000000000000000000', '7a732746e6f5ecceb56875b57659cf0a6264fabf4fae481bfd50fd1bb7131e7c');
insert into "journal" values ('case_a', 2, '2026-11-03T08:00:00.000Z', 'person_ingrid', 'concern.ask', 'concern.asked', '{"type":"concern.asked","question":"question_a","to":"person_jonas","text":"word_a_asked"}', '7a732746e6f5ecceb56875b57659cf0a6264fabf4fae481bfd50fd1bb7131e7c', '0a9b126f5df6af2169eafc15e83e0b7aec28c91187239ed6a6e642e2c8483a9e');
insert into "word" values ('word_a_about', 'case_a', x'68d059ffae3dbe7c684c1dff98efec3d828196aaaecbe23965e112f4b68897c6cd976337edb6adccd4e54db7ab2e9c0d3cfb1d0985');
insert into "word" values ('word_a_seen', 'case_a', x'a2ba357103813ecb24e1facba026f2faba8c1b455d32cb7e1fc8e7087f44ec68c5dd6f9e8d555b68b2929ed063f8971781a876fb');
insert into "word" values ('word_a_asked', 'case_a', x'3fc73798f5135f83b00c4db48cf97dfcbb42c1513575670edbd4885591ef7fd5a9b1545bc0bc91e3dd54c9f6e72f5ddeec4562f014');
insert into "case_key" values ('case_a', 1, x'0e7d2229f332acfdc8a1c59fa76c0927bba2091e92566bc0b1c545ddf390e120ac162adb8b8c1415407f958ac3bb154f0043eb246946b34a641918e0');
insert into "master_key" values (1, x'cf77d0687cb5caa162ba3f4a09ad68f4b0dac65e6ff6444b32d057a65a9acdfaa5395112cceae203f4889d828136fe74702916a09bda0b2822b56ec9');
insert into "inbox" values ('test', 'fjordvik', 'd1', '2026-11-02T08:00:00.000Z');
insert into "outbox" values (1, 'out_sent', 'case_a', 'update', 'reminder', null, 'case_a', null, '{"place":{"channel":"test","tenant":"fjordvik","kind":"thread","key":"thread:1","address":"{\"to\":1}"},"message":"m1"}', 'thread:1', 'm1', 'lane sent', '2026-11-05T09:00:00.000Z', 'sent', '2026-11-05T09:00:00.000Z', null, 1, 1, null, '2026-11-05T09:01:00.000Z');
insert into "outbox" values (2, 'out_waits', 'case_a', 'direct', 'reminder', null, 'case_a', null, null, null, null, 'x', '2026-11-05T09:00:00.000Z', 'waiting', '2026-11-05T09:00:00.000Z', null, 0, 0, null, null);
insert into "shown" values (1, 'thread:1', 'm1', '{"place":{"channel":"test","tenant":"fjordvik","kind":"thread","key":"thread:1","address":"{\"to\":1}"},"message":"m1"}', 'case_a', 'proposal', null, 'proposal_1', 'person_ingrid', 'd1');
insert into "place" values ('p1', 'test', 'fjordvik', 'personal', '{"to":1}', null);
insert into "place" values ('thread:1', 'test', 'fjordvik', 'thread', '{"to":1}', null);
insert into "account_place" values ('test', 'fjordvik', 'Ingrid Lunde', 'p1');
insert into "case_place" values ('case_a', 'thread', 'thread:1');
insert into "person" values ('person_1', 'fjordvik', 'fjordvik-skole', 'skole', 'Ingrid Lunde', '["employee"]', 'nb', 0, 1);
insert into "person" values ('person_2', 'fjordvik', 'fjordvik-skole', 'skole', 'Terje Aas', '["employee","leader"]', 'nb', 0, 1);
insert into "account" values ('test', 'fjordvik', 'Ingrid Lunde', 'person_1');
insert into "account" values ('test', 'fjordvik', 'Terje Aas', 'person_2');
insert into "access_log" values (1, '2026-11-02T08:00:00.000Z', 'person_ingrid', 'case_a', 'case-summary', 'read', '["owner"]', '0000000000000000000000000000000000000000000000000000000000000000', '0f1f788c8bbecbe83478d9f2047c3e7449843db27526fb4432a5531e0507c234');
