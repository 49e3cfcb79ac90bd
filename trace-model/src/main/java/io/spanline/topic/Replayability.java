package io.spanline.topic;

import io.spanline.model.HttpRequest;
import io.spanline.model.RedactedText;
import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the request that began a trace can be sent again from what the trace holds.
 *
 * @param reasons why not; empty if it can
 */
public record Replayability(List<Reason> reasons) {
  /** Methods without a body that change nothing (RFC 9110, 9.2.1). */
  public static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  // What SDKs say of a method that they do not know; CONNECT opens a tunnel.
  private static final Set<String> UNKNOWN = Set.of("", "_OTHER", "HTTP", "CONNECT");
  private static final Set<String> WEB_SOCKET = Set.of("ws", "wss", "websocket");
  private static final String SWITCHING_PROTOCOLS = "101";

  /** Why a request cannot be sent again. */
  public enum Reason {
    BEGAN_BEFORE("began before the range"),
    NO_ROOT("no root span"),
    GRPC("gRPC"),
    WEB_SOCKET("WebSocket"),
    NOT_HTTP("not an HTTP request"),
    NO_METHOD("method is not captured"),
    NO_BODY("request body is not captured"),
    NO_QUERY("query is not captured"),
    REDACTED_PATH("path is redacted");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  public Replayability {
    reasons = List.copyOf(reasons);
  }

  public static Replayability of(@Nullable Span root, Beginning beginning) {
    List<Reason> reasons = new ArrayList<>();
    if (beginning == Beginning.BEFORE) {
      reasons.add(Reason.BEGAN_BEFORE);
    }
    if (root == null) {
      reasons.add(Reason.NO_ROOT);
    } else {
      request(root, reasons);
    }
    return new Replayability(reasons);
  }

  private static void request(Span root, List<Reason> reasons) {
    HttpRequest request = new HttpRequest(root);
    Optional<String> path = request.path().filter(each -> each.startsWith("/"));
    if (isGrpc(request)) {
      reasons.add(Reason.GRPC);
    } else if (isWebSocket(request)) {
      reasons.add(Reason.WEB_SOCKET);
    } else if (root.kind() != SpanKind.SERVER || path.isEmpty()) {
      reasons.add(Reason.NOT_HTTP);
    } else {
      String method = request.method().orElse("");
      if (UNKNOWN.contains(method)) {
        reasons.add(Reason.NO_METHOD);
      } else if (!SAFE.contains(method)) {
        reasons.add(Reason.NO_BODY);
      }
      if (request.hasQuery()) {
        reasons.add(Reason.NO_QUERY);
      }
      if (path.get().contains(RedactedText.MARK)) {
        reasons.add(Reason.REDACTED_PATH);
      }
    }
  }

  private static boolean isGrpc(HttpRequest request) {
    return request.first("rpc.system", "rpc.system.name").filter("grpc"::equals).isPresent()
        || request
            .header("content-type")
            .filter(type -> type.startsWith("application/grpc"))
            .isPresent();
  }

  private static boolean isWebSocket(HttpRequest request) {
    return request.status().filter(SWITCHING_PROTOCOLS::equals).isPresent()
        || request.scheme().filter(WEB_SOCKET::contains).isPresent()
        || request
            .first("network.protocol.name", "net.protocol.name")
            .filter(WEB_SOCKET::contains)
            .isPresent();
  }

  public boolean able() {
    return reasons.isEmpty();
  }
}
