package io.spanline.capture.store;

import io.spanline.file.Baseline;
import io.spanline.file.CaptureId;
import io.spanline.file.Manifest;

/** What goes beside a capture's lines, once the capture has its number. */
public interface CaptureContents {
  Baseline baseline(Manifest.Capture capture);

  Manifest manifest(CaptureId id, Manifest.Capture capture, Manifest.BaselineFile baseline);
}
