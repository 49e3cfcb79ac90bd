package io.spanline.endtoend;

import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * Keeps the tests that share a running stack in one JVM, one after another in the order of their
 * names, while the others run beside it.
 */
@Tag("stack")
@Suite
@SelectPackages("io.spanline.endtoend.stack")
@IncludeClassNamePatterns(".*IT")
@ConfigurationParameter(
    key = ClassOrderer.DEFAULT_ORDER_PROPERTY_NAME,
    value = "org.junit.jupiter.api.ClassOrderer$ClassName")
class StackSuiteIT {}
