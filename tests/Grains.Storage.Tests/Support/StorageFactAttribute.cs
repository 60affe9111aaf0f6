using Ticketing.TestSupport;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Ticketing.Storage.Tests;

/// <summary>
/// A fact of a suite that runs on both databases: skipped, saying why, in the classes that
/// <see cref="NeedsPostgresAttribute"/> marks where no PostgreSQL is installed.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Ticketing.Storage.Tests.StorageFactDiscoverer", "Grains.Storage.Tests")]
public sealed class StorageFactAttribute : FactAttribute;

/// <summary>Marks the test classes that run on PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsPostgresAttribute : Attribute;

/// <summary>Makes the test cases of <see cref="StorageFactAttribute"/>.</summary>
public sealed class StorageFactDiscoverer(IMessageSink messages) : FactDiscoverer(messages)
{
    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions,
        ITestMethod testMethod,
        IAttributeInfo factAttribute
    ) =>
        new StorageTestCase(
            DiagnosticMessageSink,
            discoveryOptions.MethodDisplayOrDefault(),
            discoveryOptions.MethodDisplayOptionsOrDefault(),
            testMethod
        );
}

/// <summary>A test case that knows whether its class can run here.</summary>
public sealed class StorageTestCase : XunitTestCase
{
    [Obsolete("Called by the deserializer.")]
    public StorageTestCase() { }

    public StorageTestCase(
        IMessageSink messages,
        TestMethodDisplay display,
        TestMethodDisplayOptions displayOptions,
        ITestMethod testMethod
    )
        : base(messages, display, displayOptions, testMethod) { }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        TestMethod.TestClass.Class.ToRuntimeType().IsDefined(typeof(NeedsPostgresAttribute), false)
            ? PostgresBinaries.WhyMissing ?? base.GetSkipReason(factAttribute)
            : base.GetSkipReason(factAttribute);
}
