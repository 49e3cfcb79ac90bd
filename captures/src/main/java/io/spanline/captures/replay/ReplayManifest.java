package io.spanline.captures.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.spanline.captures.ReplayId;
import io.spanline.captures.Schemas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a replay sent and how it went. A replay exists if and only if its manifest does.
 *
 * @param capture whose requests were sent again
 * @param requestsFile what supplied bodies, queries and headers; null if nothing did
 * @param traceIdPrefix what the trace ids of its requests begin with
 * @param warmUp the requests before it that count nowhere; null if there were none
 * @param began when the first request was to be sent
 * @param ended when the last answer had come
 * @param lateness from intended to handed, of every request that was handed over
 * @param response from intended to done, of every answer
 * @param service from handed to done, of every answer
 * @param notReplayable why other traces of the capture were not sent, and how many
 * @param pairs what became of the traces; null if nobody looked
 * @param unpaired why nobody looked; null if somebody did
 * @param versions of the programs that sent it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
// The others follow in the order of the record.
@JsonPropertyOrder({
  "schema",
  "id",
  "created",
  "result",
  "capture",
  "requests_file",
  "plan",
  "settings",
  "trace_id_prefix",
  "sampled"
})
public record ReplayManifest(
    ReplayId id,
    Instant created,
    Result result,
    CaptureSource capture,
    @Nullable RequestsFile requestsFile,
    Plan plan,
    ReplaySettings settings,
    String traceIdPrefix,
    @Nullable WarmUp warmUp,
    Instant began,
    Instant ended,
    Lines replay,
    Counts counts,
    ReplayTimes lateness,
    ReplayTimes response,
    ReplayTimes service,
    SortedMap<String, Long> notReplayable,
    @Nullable PairCounts pairs,
    @Nullable String unpaired,
    SendingMachine host,
    SendingMachine.Jvm jvm,
    SortedMap<String, String> versions) {
  public static final String SCHEMA = "spanline.replay-manifest/1";

  private static final String SAMPLED = "all: traceparent says 01";
  private static final Pattern PREFIX = Pattern.compile("[0-9a-f]{16}");

  public ReplayManifest {
    Schemas.require(id, "id");
    Schemas.require(created, "created");
    Schemas.require(result, "result");
    Schemas.require(capture, "capture");
    Schemas.require(plan, "plan");
    Schemas.require(settings, "settings");
    requirePrefix(traceIdPrefix, "trace_id_prefix");
    Schemas.require(began, "began");
    Schemas.require(ended, "ended");
    Schemas.require(replay, "replay");
    Schemas.requireText(replay.file(), id.linesFile(), "replay.file");
    Schemas.require(counts, "counts");
    Schemas.require(lateness, "lateness");
    Schemas.require(response, "response");
    Schemas.require(service, "service");
    notReplayable = Schemas.sorted(notReplayable, "not_replayable");
    if ((pairs == null) == (unpaired == null)) {
      throw new IllegalArgumentException(
          pairs == null
              ? "pairs is missing, or unpaired"
              : "pairs and unpaired exclude each other");
    }
    Schemas.require(host, "host");
    Schemas.require(jvm, "jvm");
    versions = Schemas.sorted(versions, "versions");
  }

  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public String schema() {
    return SCHEMA;
  }

  /** Which requests asked the target to record their trace, whatever it samples otherwise. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public String sampled() {
    return SAMPLED;
  }

  /**
   * How it ended.
   *
   * @param word the gravest reason, or that there is none
   * @param reasons in sentences; also why a trace may be missing
   */
  public record Result(Word word, List<String> reasons) {
    public Result {
      Schemas.require(word, "result.word");
      Schemas.requireAll(reasons, "result.reasons");
      reasons = List.copyOf(reasons);
    }

    /** Whether everything was sent, and when it was to be. */
    public boolean holds() {
      return word == Word.COMPLETE;
    }
  }

  /** How a replay ends. */
  public enum Word {
    /** Everything was sent. */
    @JsonProperty("complete")
    COMPLETE,
    /** Somebody pressed Ctrl-C, or the process was told to end. */
    @JsonProperty("interrupted")
    INTERRUPTED,
    /** The first answers differ from the captured ones, or the file cannot be written. */
    @JsonProperty("stopped")
    STOPPED,
    /** Too many requests were late or dropped. */
    @JsonProperty("could-not-keep-up")
    COULD_NOT_KEEP_UP,
    /** Too many of the first answers were of another status class than the captured ones. */
    @JsonProperty("answers-differ")
    ANSWERS_DIFFER,
    /** Too many requests had no answer. */
    @JsonProperty("unanswered")
    UNANSWERED,
    /** Too many requests have no trace of their own, or nobody could look. */
    @JsonProperty("unpaired")
    UNPAIRED;

    /** The word that files and people use. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A capture as it was when it was replayed. */
  public record CaptureSource(String file, String sha256, long lines) {
    public CaptureSource {
      Schemas.require(file, "capture.file");
      Schemas.require(sha256, "capture.sha256");
      Schemas.requireCount(lines, "capture.lines");
    }
  }

  /** The file that supplied what traces do not hold. */
  public record RequestsFile(String file, String sha256) {
    public RequestsFile {
      Schemas.require(file, "requests_file.file");
      Schemas.require(sha256, "requests_file.sha256");
    }
  }

  /**
   * What was to be sent.
   *
   * @param cases requests of the capture
   * @param repeat how many times each
   * @param requests all
   * @param speed how many times as fast as captured; null with a rate
   * @param rate requests a second, evenly; null with a speed
   * @param duration from the first intended time to the last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Plan(
      long cases,
      int repeat,
      long requests,
      @Nullable Double speed,
      @Nullable Double rate,
      @JsonProperty("duration_ms") Duration duration) {
    public Plan {
      Schemas.require(duration, "plan.duration_ms");
      if ((speed == null) == (rate == null)) {
        throw new IllegalArgumentException("plan has either a speed or a rate");
      }
    }
  }

  /** Requests that went before, in traces of a prefix of their own. */
  public record WarmUp(long requests, String traceIdPrefix) {
    public WarmUp {
      Schemas.requireCount(requests, "warm_up.requests");
      requirePrefix(traceIdPrefix, "warm_up.trace_id_prefix");
    }
  }

  /** The replay's file, as it was written. */
  public record Lines(String file, String schema, String sha256, long bytes, long lines) {
    public static final String SCHEMA = "spanline.replay/1";

    public Lines {
      Schemas.require(file, "replay.file");
      Schemas.require(sha256, "replay.sha256");
      Schemas.requireSchema(String.valueOf(schema), SCHEMA, "replay.schema");
    }
  }

  /**
   * How many requests.
   *
   * @param sent handed to the HTTP client
   * @param late of them, handed over more than 10 ms after they were to be
   * @param dropped not sent, since too many were in flight
   * @param redirects answers that lead elsewhere; none was followed
   * @param errors requests without a whole answer, by why; dropped ones are not among them
   * @param statuses answers, by status
   */
  public record Counts(
      long sent,
      long late,
      long dropped,
      long redirects,
      SortedMap<String, Long> errors,
      SortedMap<Integer, Long> statuses) {
    public Counts {
      errors = Schemas.sorted(errors, "counts.errors");
      statuses = Schemas.sorted(statuses, "counts.statuses");
    }
  }

  /** What became of the requests' traces, by {@link Pair}; together all that were sent. */
  public record PairCounts(
      long found,
      long incomplete,
      long notRecorded,
      @JsonProperty("trace_restarted") long restarted,
      long twice) {
    public long all() {
      return found + incomplete + notRecorded + restarted + twice;
    }

    /** Those that are not found whole, such as {@code 2 incomplete, 1 twice}. */
    public String others() {
      SortedMap<String, Long> others = new TreeMap<>();
      others.put(Pair.INCOMPLETE.word(), incomplete);
      others.put(Pair.NOT_RECORDED.word(), notRecorded);
      others.put(Pair.RESTARTED.word(), restarted);
      others.put(Pair.TWICE.word(), twice);
      return others.entrySet().stream()
          .filter(each -> each.getValue() > 0)
          .map(each -> "%d %s".formatted(each.getValue(), each.getKey()))
          .collect(Collectors.joining(", "));
    }
  }

  private static void requirePrefix(String prefix, String field) {
    Schemas.require(prefix, field);
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "%s must be 16 hex digits, was '%s'".formatted(field, prefix));
    }
  }
}
