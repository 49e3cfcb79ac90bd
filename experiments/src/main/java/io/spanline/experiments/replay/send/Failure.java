package io.spanline.experiments.replay.send;

import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;

/**
 * Why a request has no answer.
 *
 * @param word few and stable, to count by
 * @param detail what the HTTP client said
 */
record Failure(String word, String detail) {
  static Failure of(Throwable e, Reception reception, Duration timeout) {
    List<Throwable> causes = causes(e);
    return new Failure(word(causes, reception, timeout), detail(causes));
  }

  private static String word(List<Throwable> causes, Reception reception, Duration timeout) {
    if (reception.isOverdue() || has(causes, HttpTimeoutException.class)) {
      return (reception.hasHead() ? "no whole answer in " : "no answer in ") + seconds(timeout);
    }
    if (has(causes, SSLException.class)) {
      return tls(causes);
    }
    if (has(causes, UnresolvedAddressException.class)) {
      return "no such host";
    }
    if (has(causes, BindException.class)) {
      return "out of local ports";
    }
    if (has(causes, NoRouteToHostException.class)) {
      return "no route to host";
    }
    String said = detail(causes).toLowerCase(Locale.ROOT);
    if (said.contains("too many open files")) {
      return "out of open files";
    }
    if (said.contains("network is unreachable") || said.contains("connection timed out")) {
      return "no route to host";
    }
    if (has(causes, ConnectException.class)) {
      return "connection refused";
    }
    return answerless(causes, reception, said);
  }

  private static String answerless(List<Throwable> causes, Reception reception, String said) {
    if (reception.hasHead()) {
      return "connection closed within the answer";
    }
    if (has(causes, ProtocolException.class) || said.contains("status line")) {
      return "not HTTP";
    }
    boolean closed =
        has(causes, EOFException.class)
            || has(causes, ClosedChannelException.class)
            || said.contains("received no bytes")
            || said.contains("eof reached")
            || said.contains("connection reset")
            || said.contains("broken pipe")
            || said.contains("closed");
    return closed ? "connection closed before the answer" : "other";
  }

  private static String tls(List<Throwable> causes) {
    if (has(causes, CertPathBuilderException.class)) {
      return "TLS: certificate not trusted";
    }
    return has(causes, CertificateException.class)
        ? "TLS: certificate not valid"
        : "TLS: handshake failed";
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  private static boolean has(List<Throwable> causes, Class<? extends Throwable> type) {
    return causes.stream().anyMatch(type::isInstance);
  }

  private static List<Throwable> causes(Throwable e) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable at = e; at != null && causes.size() < 20; at = at.getCause()) {
      causes.add(at);
    }
    return causes;
  }

  /** The words of the innermost cause that has some. */
  private static String detail(List<Throwable> causes) {
    String detail = causes.get(causes.size() - 1).getClass().getSimpleName();
    for (Throwable cause : causes) {
      if (cause instanceof IOException && cause.getMessage() != null) {
        detail = cause.getMessage();
      }
    }
    return detail;
  }
}
