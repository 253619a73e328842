-- By how many milliseconds the clock that signed was ahead of the server's, at the most that was seen in this hour.
alter table signing_key_use add column skew integer;
