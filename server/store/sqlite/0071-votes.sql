-- Agents look at the latest votes first.
create index vote_updated on vote (updated_at);
