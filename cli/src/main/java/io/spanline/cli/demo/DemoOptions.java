package io.spanline.cli.demo;

/**
 * What the user chose of a demo.
 *
 * @param once end after the check instead of staying up
 * @param verbose print what took how long
 */
public record DemoOptions(boolean once, boolean withJaeger, boolean verbose) {}
