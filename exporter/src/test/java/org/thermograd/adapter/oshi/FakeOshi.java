package org.thermograd.adapter.oshi;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.Callable;

/** Objects of OSHI's interfaces that answer some methods; any other is a failure of the test. */
final class FakeOshi {
    private FakeOshi() {}

    /** Makes one that answers each named method with a value, or with what a {@link Callable} gives. */
    static <T> T of(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                FakeOshi.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Object answer = answers.get(method.getName());
                    if (answer == null && method.getReturnType() != void.class) {
                        throw new AssertionError("not expected: " + type.getSimpleName() + "." + method.getName());
                    }
                    return answer instanceof Callable<?> source ? call(source) : answer;
                }));
    }

    private static Object call(Callable<?> source) throws InvocationTargetException {
        try {
            return source.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new InvocationTargetException(e);
        }
    }
}
