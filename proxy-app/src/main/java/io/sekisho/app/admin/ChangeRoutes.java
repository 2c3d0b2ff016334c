package io.sekisho.app.admin;

import io.sekisho.app.feeds.ChangeOutcome;
import io.sekisho.app.feeds.ChangeOutcome.Counts;
import io.sekisho.app.feeds.ChangeOutcome.Reason;
import io.sekisho.app.feeds.ChangeOutcome.Remark;
import io.sekisho.app.feeds.FeedChanges;
import io.sekisho.rules.guard.GuardEffect;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Where changes are posted to feeds that have no copies. */
final class ChangeRoutes {
  private static final String PATH = "/api/v1/feeds/:feed/changes";
  private static final String PLACE = ChangePlace.class.getName();
  private static final int MAX_BODY = 8 << 20;

  /** Changes that are received, wait or are made at a time: each may be as long as a body may. */
  static final int MOST_AT_A_TIME = 8;

  /** How long a body may take to come, however fast its bytes follow each other. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final FeedChanges changes;
  private final Duration patience;
  private final AtomicInteger underWay = new AtomicInteger();

  ChangeRoutes(FeedChanges changes) {
    this(changes, PATIENCE);
  }

  ChangeRoutes(FeedChanges changes, Duration patience) {
    this.changes = changes;
    this.patience = patience;
  }

  /** A body is received only where there is anything to be done with it. */
  void addTo(Router router) {
    router.route(HttpMethod.POST, PATH).handler(JsonBody::checkType);
    router.route(HttpMethod.POST, PATH).handler(this::checkRoom);
    router
        .route(HttpMethod.POST, PATH)
        .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY))
        .handler(this::change);
    router.route(PATH).handler(JsonBody::wrongMethod);
  }

  private void checkRoom(RoutingContext context) {
    if (underWay.incrementAndGet() > MOST_AT_A_TIME) {
      underWay.decrementAndGet();
      context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
      AdminRoutes.fail(context, 503, "too many changes are under way; try again");
      return;
    }
    ChangePlace place = new ChangePlace(underWay);
    context.put(PLACE, place);
    Vertx vertx = context.vertx();
    long timer = vertx.setTimer(patience.toMillis(), due -> giveUp(context, place));
    context.addEndHandler(
        ended -> {
          vertx.cancelTimer(timer);
          place.ended();
        });
    context.next();
  }

  /** What still comes of the body is not read. */
  private static void giveUp(RoutingContext context, ChangePlace place) {
    if (place.ended()) {
      AdminRoutes.fail(context, 408, "the body took too long");
      context.request().connection().close();
    }
  }

  /** A body that waits takes memory until its change is made, whoever still waits for it. */
  private void change(RoutingContext context) {
    String feed = context.pathParam("feed");
    byte[] body =
        context.body().buffer() == null ? new byte[0] : context.body().buffer().getBytes();
    ChangePlace place = context.get(PLACE);
    if (!place.handOn()) {
      return;
    }
    CompletionStage<ChangeOutcome> change =
        changes.change(feed, body).whenComplete((outcome, failure) -> place.made());
    Future.fromCompletionStage(change, context.vertx().getOrCreateContext())
        .onSuccess(outcome -> answer(context, feed, outcome))
        .onFailure(context::fail);
  }

  private static void answer(RoutingContext context, String feed, ChangeOutcome outcome) {
    boolean unused =
        outcome.fold(
            change -> {
              AdminRoutes.answer(context, 200, json(feed, change));
              return true;
            },
            refused -> {
              AdminRoutes.fail(context, status(refused.reason()), refused.detail());
              return false;
            });
  }

  private static JsonObject json(String feed, ChangeOutcome.Made change) {
    Counts counts = change.counts();
    return new JsonObject()
        .put("feed", feed)
        .put("added", counts.added())
        .put("changed", counts.changed())
        .put("unchanged", counts.unchanged())
        .put("withdrawn", counts.withdrawn())
        .put("absent", counts.absent())
        .put("refused", remarks(change, GuardEffect.SUPPRESS))
        .put("downgraded", remarks(change, GuardEffect.DOWNGRADE))
        .put("noted", remarks(change, GuardEffect.NOTE))
        .put("generation", change.generation());
  }

  private static JsonArray remarks(ChangeOutcome.Made change, GuardEffect effect) {
    JsonArray remarks = new JsonArray();
    for (Remark remark : change.remarks()) {
      if (remark.effect() == effect) {
        remarks.add(new JsonObject().put("value", remark.value()).put("reason", remark.reason()));
      }
    }
    return remarks;
  }

  private static int status(Reason reason) {
    return switch (reason) {
      case MALFORMED -> 400;
      case UNKNOWN_FEED -> 404;
      case WHOLE_FEED -> 409;
      case TOO_LONG -> 413;
      case FAILED -> 500;
      case UNAVAILABLE -> 503;
      case NO_ROOM -> 507;
    };
  }
}
