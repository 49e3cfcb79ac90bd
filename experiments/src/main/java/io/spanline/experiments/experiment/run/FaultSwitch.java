package io.spanline.experiments.experiment.run;

import io.spanline.experiments.toxic.LeasedToxic;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the fault on and takes it off, each verified. */
public interface FaultSwitch {
  /**
   * Why nobody would take the fault off if this process were killed, with the next step; empty if
   * somebody would.
   */
  Optional<String> unswept();

  /** Returns once its proxy shows it. */
  LeasedToxic on(Duration lease);

  /**
   * Returns once its proxy does not show it any more.
   *
   * @throws io.spanline.experiments.toxic.NotRemovedException if it may still be on
   */
  void off(LeasedToxic toxic);

  /**
   * What the proxy has that it should not have, or lacks, in words; empty if it is as it should be.
   *
   * @param on what is to be on; null for nothing
   */
  Optional<String> disturbance(@Nullable LeasedToxic on);
}
