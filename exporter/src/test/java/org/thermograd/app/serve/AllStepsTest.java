package org.thermograd.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.ingest.StepListener;

class AllStepsTest {
    @Test
    void passesOnWhateverAListenerCanHear() throws ReflectiveOperationException {
        List<String> heard = new ArrayList<>();
        StepListener listener = (StepListener) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {StepListener.class}, (proxy, method, arguments) -> {
                    heard.add(method.getName());
                    return null;
                });
        AllSteps both = new AllSteps(List.of(listener, listener));
        List<String> expected = new ArrayList<>();

        for (Method method : StepListener.class.getDeclaredMethods()) {
            if (method.isDefault()) {
                method.invoke(both, new Object[method.getParameterCount()]);
                expected.addAll(List.of(method.getName(), method.getName()));
            }
        }

        assertThat(heard).isNotEmpty().isEqualTo(expected);
    }
}
