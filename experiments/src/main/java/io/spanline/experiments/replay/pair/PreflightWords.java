package io.spanline.experiments.replay.pair;

import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.pair.PreflightResult.Finding;
import io.spanline.model.Span;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.topic.Topics;
import java.time.Duration;
import java.util.List;

/** Says why the trace of a request did not arrive, and what to do. */
record PreflightWords(Settings settings, ReplayCase request, Duration inTime, Duration longest) {
  // Faults of the request and not of its target.
  private static final List<String> UNSENT = List.of("cannot be sent", "not a URI");
  private static final String TRUST =
      "name a trust store that has its issuer:"
          + " JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=FILE";

  PreflightResult noKafka(String why) {
    return new PreflightResult(Finding.NO_KAFKA, why + "; start the stack");
  }

  /**
   * A request that came to nothing.
   *
   * @param why the word of it, with or without more behind a colon
   */
  static PreflightResult noAnswer(ReplayCase request, String why) {
    if (UNSENT.stream().anyMatch(why::startsWith)) {
      return new PreflightResult(Finding.UNSENT, "%s: %s".formatted(request, why));
    }
    String words =
        "%s did not answer %s %s: %s; %s"
            .formatted(
                request.route().target(),
                request.route().method(),
                request.path(),
                why,
                why.startsWith("TLS: certificate not trusted") ? TRUST : "is it up?");
    return new PreflightResult(Finding.NO_ANSWER, words);
  }

  PreflightResult late(Duration took) {
    return new PreflightResult(
        Finding.LATE,
        ("%s: the first span of its trace came after %.1f s, not within %d s; set"
                + " OTEL_BSP_SCHEDULE_DELAY=500 for %s (SDKs wait 5000 ms)")
            .formatted(request, took.toMillis() / 1e3, inTime.toSeconds(), service()));
  }

  PreflightResult missing(Seen seen) {
    Span own = seen.own();
    if (own != null) {
      return ownTrace(own);
    }
    if (seen.hasService()) {
      return notSampled();
    }
    return seen.services().isEmpty() ? nothing(seen) : otherServices(seen);
  }

  private PreflightResult ownTrace(Span own) {
    return new PreflightResult(
        Finding.OWN_TRACE,
        ("%s: %s started a trace of its own (%s): its SDK does not take up traceparent; set"
                + " OTEL_PROPAGATORS=tracecontext for it")
            .formatted(request, own.service(), own.traceId()));
  }

  private PreflightResult notSampled() {
    return new PreflightResult(
        Finding.NOT_SAMPLED,
        ("%s: spans of %s came to %s, but none of this request within %d s; a sampler drops what"
                + " traceparent calls sampled: set OTEL_TRACES_SAMPLER=parentbased_always_on and"
                + " SPANLINE_COLLECTOR_SAMPLING_PERCENTAGE=100")
            .formatted(request, service(), topic(), longest.toSeconds()));
  }

  private PreflightResult otherServices(Seen seen) {
    return new PreflightResult(
        Finding.OTHER_SERVICES,
        "%s: spans of %s came to %s, but none of %s within %d s; %s"
            .formatted(
                request,
                String.join(", ", seen.services()),
                topic(),
                service(),
                longest.toSeconds(),
                isInstrumented()));
  }

  private PreflightResult nothing(Seen seen) {
    String unreadable =
        seen.unreadable() == 0 ? "" : " (%d records hold none)".formatted(seen.unreadable());
    return new PreflightResult(
        Finding.NOTHING,
        "%s was answered, but no span of any trace came to %s within %d s%s; is the Collector up? %s"
            .formatted(request, topic(), longest.toSeconds(), unreadable, isInstrumented()));
  }

  private String isInstrumented() {
    return ("is %s instrumented, and does its SDK send to this Collector?"
            + " OTEL_EXPORTER_OTLP_ENDPOINT=http://%s OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf")
        .formatted(service(), settings.addressOnThisMachine(Port.OTLP_HTTP));
  }

  private String service() {
    return request.route().service();
  }

  private static String topic() {
    return Topics.OTLP_SPANS.name();
  }
}
