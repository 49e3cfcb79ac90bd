package io.spanline.experiments.compare;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What two figures say of each other. */
public enum Word {
  /** Shown to be above the first one, and by more than both limits. */
  WORSE,
  /** Shown to be below the first one, and by more than both limits. */
  BETTER,
  /** Shown to differ by less than one of the limits. */
  SAME,
  /** Shown not to be above by more than a limit, but perhaps below. */
  NOT_WORSE,
  /** None of these: it may be worse or not. */
  UNCLEAR,
  /** An interval has no bound where it would decide. */
  TOO_LITTLE_DATA,
  /** What it is made of differs: its parts are judged, not it. */
  OTHER_MIX,
  /** Only the second side has it. */
  NEW,
  /** Only the first side has it. */
  GONE;

  /** Whether something is not as it was. */
  public boolean isMove() {
    return this == WORSE || this == BETTER || this == NEW || this == GONE;
  }

  /** Whether it is shown that nothing got worse by more than a limit. */
  public boolean isNotWorse() {
    return this == SAME || this == BETTER || this == NOT_WORSE;
  }

  /** The word that is least good news; too little data if there is none. */
  static Word gravest(Collection<Word> words) {
    for (Word each : List.of(WORSE, OTHER_MIX, TOO_LITTLE_DATA, UNCLEAR, NOT_WORSE, BETTER)) {
      if (words.contains(each)) {
        return each;
      }
    }
    return words.isEmpty() ? TOO_LITTLE_DATA : SAME;
  }

  /** For people. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** For programs. */
  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
