using Orleans.Configuration;

namespace Orleans.Embedded.Tests;

public sealed class CatalogTests
{
    [Fact]
    public void Two_classes_for_one_interface_stop_the_start() =>
        Should
            .Throw<OrleansConfigurationException>(() => Catalog(typeof(FirstGrain), typeof(SecondGrain)))
            .Message.ShouldContain(nameof(ITwiceGrain));

    [Fact]
    public void Two_classes_of_one_type_stop_the_start() =>
        Should
            .Throw<OrleansConfigurationException>(() => Catalog(typeof(FirstGrain), typeof(NamedFirst)))
            .Message.ShouldContain("\"first\"");

    [Fact]
    public void An_interface_that_others_extend_may_have_many_classes_and_names_none_of_them()
    {
        var catalog = Catalog(typeof(FirstGrain), typeof(OtherGrain));

        catalog.Get(typeof(ITwiceGrain), classNamePrefix: null).Type.ShouldBe(typeof(FirstGrain));
        catalog.Get(typeof(IOtherGrain), classNamePrefix: null).Type.ShouldBe(typeof(OtherGrain));
        Should
            .Throw<ArgumentException>(() => catalog.Get(typeof(ICommonGrain), classNamePrefix: null))
            .Message.ShouldContain("several implementations");
        catalog.Get(typeof(ICommonGrain), typeof(OtherGrain).FullName).Type.ShouldBe(typeof(OtherGrain));
    }

    [Fact]
    public void Classes_are_found_unless_they_are_private()
    {
        GrainScan.Classes.ShouldContain(typeof(ScriptGrain));
        GrainScan.Classes.ShouldContain(typeof(ReferenceTests.ShapesGrain));
        GrainScan.Classes.ShouldNotContain(typeof(FirstGrain));
        GrainScan.Classes.ShouldNotContain(type => type.IsAbstract || type.IsInterface);
    }

    [Fact]
    public void An_age_is_that_of_the_class_where_it_has_one()
    {
        var options = new GrainCollectionOptions();
        options.ClassSpecificCollectionAge[typeof(FirstGrain).FullName!] = TimeSpan.FromMinutes(3);

        Class(typeof(FirstGrain), options).AgeInEpochs.ShouldBe(3);
        Class(typeof(SecondGrain), options).AgeInEpochs.ShouldBe(15);
        Class(typeof(OtherGrain), options).AgeInEpochs.ShouldBe(5);
        Class(typeof(NamedFirst), options).AgeInEpochs.ShouldBe(int.MaxValue);
    }

    private static GrainCatalog Catalog(params Type[] types) =>
        new(types.Select(type => Class(type, new GrainCollectionOptions())));

    private static GrainClass Class(Type type, GrainCollectionOptions options) =>
        new(type, options, () => throw new InvalidOperationException());

    private interface ICommonGrain : IGrainWithStringKey;

    private interface ITwiceGrain : ICommonGrain;

    private interface IOtherGrain : ICommonGrain;

    private interface INamedGrain : IGrainWithStringKey;

    private sealed class FirstGrain : Grain, ITwiceGrain;

    private sealed class SecondGrain : Grain, ITwiceGrain;

    [CollectionAgeLimit(Minutes = 5)]
    private sealed class OtherGrain : Grain, IOtherGrain;

    [GrainType("first")]
    [CollectionAgeLimit(AlwaysActive = true)]
    private sealed class NamedFirst : Grain, INamedGrain;
}
