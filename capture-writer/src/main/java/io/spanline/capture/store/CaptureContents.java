package io.spanline.capture.store;

import io.spanline.captures.BaselineName;
import io.spanline.captures.CaptureId;
import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.manifest.Manifest;
import org.jspecify.annotations.Nullable;

/** Manifest and baseline of a capture's lines, once the capture has its number. */
public interface CaptureContents {
  /** The manifest, without a baseline. */
  Manifest manifest(CaptureId id, Manifest.Capture capture);

  /** Name of the baseline to compute; null for none. */
  @Nullable BaselineName baselineName();

  /** The baseline of that name, from the lines and their manifest. */
  Baseline baseline(BaselineName name, Manifest manifest);
}
