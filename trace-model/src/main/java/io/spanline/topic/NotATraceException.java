package io.spanline.topic;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Thrown for a record of {@code traces} that is no trace. The message may quote the record, which
 * may hold a secret; {@link #words} do not.
 */
public final class NotATraceException extends IllegalArgumentException {
  private final Reason reason;
  private final @Nullable String field;

  /** Why a record is no trace. */
  public enum Reason {
    NOT_JSON("not JSON"),
    NOT_PROTOBUF("neither JSON nor protobuf"),
    NO_OBJECT("not a trace: not a JSON object"),
    UNUSABLE_SPANS("not a trace: its resourceSpans hold unusable spans"),
    NO_REVISION("not a trace: its record has no header revision"),
    SEVERAL_TRACES("not one trace: its spans differ in trace id"),
    OTHER_TRACE("not one trace: its spans differ from its traceId"),
    /** One field, which is named. */
    WRONG_FIELD("not a trace: its %s is not what it has to be");

    private final String words;

    Reason(String words) {
      this.words = words;
    }
  }

  public NotATraceException(Reason reason, String message) {
    super(message);
    this.reason = reason;
    this.field = null;
  }

  private NotATraceException(String field, String message, Throwable cause) {
    super(message, cause);
    this.reason = Reason.WRONG_FIELD;
    this.field = field;
  }

  /** A field, by our name for it, that is not what it must be. */
  static NotATraceException of(String field, Throwable cause) {
    return new NotATraceException(field, "not a trace: " + cause.getMessage(), cause);
  }

  /** What a field's reading gives. */
  static <T> T read(String field, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw of(field, e);
    }
  }

  public Reason reason() {
    return reason;
  }

  /** Why a record is no trace, in words of ours that quote nothing of it. */
  public static String words(IllegalArgumentException e) {
    return e instanceof NotATraceException known
        ? known.reason.words.formatted(known.field)
        : "not a trace";
  }
}
