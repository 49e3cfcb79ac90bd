package io.spanline.services.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that the build wrote into this jar. */
public final class BuildVersion {

  private static final String RESOURCE = "build.properties";

  private BuildVersion() {}

  /** Without the build's SNAPSHOT mark, which says nothing about what the service does. */
  public static String current() {
    try (InputStream resource = BuildVersion.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the build");
      }
      Properties properties = new Properties();
      properties.load(resource);
      return properties.getProperty("version", "unknown").replace("-SNAPSHOT", "");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
