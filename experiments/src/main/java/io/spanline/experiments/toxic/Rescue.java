package io.spanline.experiments.toxic;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What a removal does when Toxiproxy does not let a toxic go.
 *
 * @param notes folder for notes of removals that have begun; shared by all who use one Toxiproxy
 * @param again what a person types to repeat the removal; {@code %s} stands for the proxy
 * @param lastResort what a person types if nothing helped; likewise
 * @param steps takes a line of words for each step beyond the first
 */
public record Rescue(
    Restart restart, Path notes, String again, String lastResort, Consumer<String> steps) {
  boolean canRestart() {
    return restart != Restart.NONE;
  }
}
