-- What a store of schema 1 held: a case of two entries with its words, people, places, and an outbox half sent.
-- The master key is version 1, 32 bytes of 01.
insert into "case" values ('case_a', 'fjordvik', 'FJ-1001', 'fjordvik-skole', 'open', 0, null, 0, null, 2, 2, '282f45ca60da99f0e31069d6ca839ad18aa43c1d9356eb844dcab0399a21b862', '{"id":"case_a","municipality":"fjordvik","ref":"FJ-1001","unit":"fjordvik-skole","service":"skole","targetGroup":"child","owner":"person_ingrid","about":"word_a_about","concern":{"seen":"word_a_seen","environment":false,"since":"2026-11-02T08:00:00.000Z","talkHeld":null,"questions":[{"id":"question_a","to":"person_jonas","question":"word_a_asked","answer":null,"askedAt":"2026-11-03T08:00:00.000Z"}],"outcome":null,"level":null,"services":[]},"status":"open","mode":"none","born":null,"guardians":2,"care":"guardians","level":0,"levelSince":"2026-11-02T08:00:00.000Z","movedUpAt":null,"openedAt":"2026-11-02T08:00:00.000Z","lastEntryAt":"2026-11-03T08:00:00.000Z","unplannedSince":null,"holder":null,"holderService":"skole","holderLeft":null,"deputy":null,"handOver":null,"services":["skole"],"participants":[],"consents":[],"proposals":[],"goals":[],"measures":[],"followUps":[],"meetings":[],"notes":[],"transitions":[],"reports":[],"postponed":{},"reminded":{},"raisedToKe":false,"closed":null}');
insert into "case_number" values ('fjordvik', 1001);
insert into "case_person" values ('person_ingrid', 'case_a');
insert into "case_person" values ('person_jonas', 'case_a');
insert into "journal" values ('case_a', 1, '2026-11-02T08:00:00.000Z', 'person_ingrid', 'concern.register', 'concern.registered', '{"type":"concern.registered","case":"case_a","ref":"FJ-1001","unit":"fjordvik-skole","service":"skole","about":"word_a_about","seen":"word_a_seen","targetGroup":"child","environment":false,"owner":"person_ingrid","municipality":"fjordvik"}', '0000000000000000000000000000000000000000000000000000000000000000', '7bc4e57c4593241910f592858ac4c78a53fd44ab76334a223d5cabc29067ddbe');
insert into "journal" values ('case_a', 2, '2026-11-03T08:00:00.000Z', 'person_ingrid', 'concern.ask', 'concern.asked', '{"type":"concern.asked","question":"question_a","to":"person_jonas","text":"word_a_asked"}', '7bc4e57c4593241910f592858ac4c78a53fd44ab76334a223d5cabc29067ddbe', '282f45ca60da99f0e31069d6ca839ad18aa43c1d9356eb844dcab0399a21b862');
insert into "word" values ('word_a_about', 'case_a', x'312c5083032444e3e5312524da2e9db5352068f943dc27ec62270104e748e3b4270750547ab7336da6533ba1df701411ad6cba2dc5');
insert into "word" values ('word_a_seen', 'case_a', x'fd7734fdd02cab59f3c4a14393aff9d8315b950cf83520a815909f969be1083d795e2e9f0f445c165158b4b871b4c3d71df4c25c');
insert into "word" values ('word_a_asked', 'case_a', x'f9ea334f56d4630031cd8907cef48d95b5bed359393299d072ce8007e1244f820e474f3c69f3f5d3544ba85afb97943e0c1be942e3');
insert into "case_key" values ('case_a', 1, x'f1c80d93cfd802d66a049ccbd60bc80b88c436c4d9374433539492153b498a570ec873ca638d2efe7f35d315e986d4c333e05b41553e28a7c72e76e8');
insert into "master_key" values (1, x'e5b62929e8172b3eaf5e4a61ea7282b71b392bb6b07c4900bbfbfbe0f178790850a59daad71242f6ecf112824f2f491ffe3e639ee3f403f4b8672ae5');
insert into "inbox" values ('test', 'fjordvik', 'd1', '2026-11-02T08:00:00.000Z');
insert into "outbox" values (1, 'out_sent', 'case_a', 'update', 'reminder', null, 'family-talk::2026-11-16', null, '{"place":{"channel":"test","tenant":"fjordvik","kind":"thread","key":"thread:1","address":"{\"to\":1}"},"message":"m1"}', 'thread:1', 'm1', 'lane sent', '2026-11-05T09:00:00.000Z', 'sent', '2026-11-05T09:00:00.000Z', null, 1, 1, null, '2026-11-05T09:01:00.000Z');
insert into "outbox" values (2, 'out_waits', 'case_a', 'direct', 'reminder', null, 'family-talk::2026-11-16', null, null, null, null, 'x', '2026-11-05T09:00:00.000Z', 'waiting', '2026-11-05T09:00:00.000Z', null, 0, 0, null, null);
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
