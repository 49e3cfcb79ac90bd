package io.spanline.stack.tool;

import java.nio.file.Path;

/**
 * A tool's program.
 *
 * @param origin where it came from, for people: {@code PATH}, {@code built with Go}
 */
public record FoundTool(Tool tool, Path program, String origin) {}
