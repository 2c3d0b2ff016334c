package io.sekisho.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One page of a browser, told what to do by the DevTools protocol. */
final class DevTools implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 30;

  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final WebSocket socket;

  private DevTools(URI page) {
    socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, new Ear()).join();
  }

  static DevTools of(URI page) {
    return new DevTools(page);
  }

  JsonNode call(String method, Map<String, ?> parameters) throws Exception {
    int id = calls.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    Map<String, Object> message = Map.of("id", id, "method", method, "params", parameters);
    socket.sendText(JSON.writeValueAsString(message), true).join();
    JsonNode whole = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(whole.has("error")).as(whole.toString()).isFalse();
    return whole.path("result");
  }

  /** The value of an expression of JavaScript in the page. */
  JsonNode value(String expression) throws Exception {
    return call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true))
        .path("result")
        .path("value");
  }

  /** Puts messages together, and gives answers to who waits for them. */
  private final class Ear implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      message.append(part);
      if (last) {
        hear(message.toString());
        message.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    private void hear(String text) {
      try {
        JsonNode heard = JSON.readTree(text);
        CompletableFuture<JsonNode> answer = waiting.remove(heard.path("id").asInt());
        if (answer != null) {
          answer.complete(heard);
        }
      } catch (IOException e) {
        waiting.values().forEach(each -> each.completeExceptionally(e));
      }
    }
  }

  @Override
  public void close() {
    socket.abort();
  }
}
