package io.spanline.endtoend.stack;

import io.spanline.harness.process.LinkedClone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words that are typed, where, and a text that they show; null if none is certain. */
record WalkedVerb(LinkedClone where, List<String> words, @Nullable String shows) {
  String command() {
    return String.join(" ", words);
  }
}
