-- Whoever asks is looked up anew at every request, so that nobody ends the sessions of an account: none is found by it.
drop index session_account;
