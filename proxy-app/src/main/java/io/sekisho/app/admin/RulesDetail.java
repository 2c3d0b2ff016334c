package io.sekisho.app.admin;

import io.sekisho.app.snapshot.SnapshotKeeper;
import io.sekisho.app.snapshot.SnapshotStatus;
import io.sekisho.rules.match.ClaimStore;
import io.sekisho.rules.snapshot.Generation;
import io.sekisho.rules.snapshot.LiveRules;
import io.vertx.core.json.JsonObject;

/** The rules in force as {@code /api/v1/rules} shows them: how large, and how they are kept. */
public final class RulesDetail {
  static final String PATH = "/api/v1/rules";

  private final LiveRules rules;
  private final SnapshotKeeper kept;

  public RulesDetail(LiveRules rules, SnapshotKeeper kept) {
    this.rules = rules;
    this.kept = kept;
  }

  /** As they are now; what is not known has no key. */
  JsonObject json() {
    Generation now = rules.current();
    ClaimStore claims = now.claims();
    return new JsonObject()
        .put("generation", now.number())
        .put("since", now.created().toString())
        .put("levels", claims.levels())
        .put("entries", claims.entries())
        .put("bytes", claims.bytes())
        .put("compactions", compactions(kept.status().compactions()))
        .put("snapshot", snapshot(kept.status()))
        .put("journal-bytes", kept.journalBytes());
  }

  private static JsonObject compactions(SnapshotStatus.Compactions made) {
    return new JsonObject()
        .put("count", made.count())
        .put("failures", made.failures())
        .put("seconds", made.worked().toMillis() / 1e3);
  }

  private static JsonObject snapshot(SnapshotStatus status) {
    JsonObject json = new JsonObject();
    status.time().ifPresent(at -> json.put("created", at.toString()).put("bytes", status.bytes()));
    status.lastFailure().ifPresent(why -> json.put("failure", why));
    return json;
  }
}
