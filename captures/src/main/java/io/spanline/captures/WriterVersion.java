package io.spanline.captures;

import java.util.SortedMap;

/** The version of Spanline that this process runs, as manifests name it. */
public final class WriterVersion {
  /** The manifest's key for it among {@code versions}. */
  public static final String KEY = "spanline";

  private WriterVersion() {}

  public static String current() {
    String version = WriterVersion.class.getPackage().getImplementationVersion();
    // Classes that do not come from the jar, as in a test, carry no version.
    return version == null ? "development" : version;
  }

  /**
   * Whether this version wrote a capture whose manifest names these, so that it would write the
   * same bytes again.
   */
  public static boolean wrote(SortedMap<String, String> versions) {
    return current().equals(versions.get(KEY));
  }
}
