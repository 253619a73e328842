-- A reply looks for the mail that it follows.
create index mail_about on mail (about);
