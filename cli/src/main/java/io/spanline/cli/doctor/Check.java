package io.spanline.cli.doctor;

import java.io.IOException;
import java.util.List;

/** Looks at one part of the machine; whatever is wrong there is a finding, not an error. */
@FunctionalInterface
public interface Check {
  /** What there is to say, in the order to show it. */
  List<Finding> look() throws IOException;
}
