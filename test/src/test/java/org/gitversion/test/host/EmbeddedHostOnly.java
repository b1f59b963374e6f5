package org.gitversion.test.host;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.gitversion.test.support.Host;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Marks tests of what only the embedded host promises; under PL/Java they are skipped. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EmbeddedHostOnly.Condition.class)
@interface EmbeddedHostOnly {
    /** Why the tests make no sense under PL/Java. */
    String value();

    /** Looks which host runs. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Host.chosen() == Host.EMBEDDED) {
                return ConditionEvaluationResult.enabled("the embedded host");
            }
            return AnnotationSupport.findAnnotation(
                            context.getRequiredTestClass(), EmbeddedHostOnly.class)
                    .map(why -> ConditionEvaluationResult.disabled(why.value()))
                    .orElseGet(() -> ConditionEvaluationResult.enabled("not marked"));
        }
    }
}
