namespace Ticketing.Storage.Tests;

public sealed class RowFilterTests
{
    private const int Rows = 100_000;

    [Fact]
    public void A_row_that_was_added_may_be_there()
    {
        var filter = Filled();

        Enumerable.Range(0, Rows).ShouldAllBe(i => filter.MayHave("seat", $"k{i}"));
    }

    [Fact]
    public void Of_the_others_few_are_taken_for_there()
    {
        var filter = Filled();

        // One in two hundred or so; the hashes are other ones in each process.
        Enumerable.Range(Rows, Rows).Count(i => filter.MayHave("seat", $"k{i}")).ShouldBeLessThan(Rows / 50);
        Enumerable.Range(0, Rows).Count(i => filter.MayHave("wallet", $"k{i}")).ShouldBeLessThan(Rows / 50);
    }

    [Fact]
    public void With_more_rows_than_it_is_made_for_it_never_loses_one()
    {
        var filter = new RowFilter(1);
        for (var i = 0; i < 1_000; i++)
        {
            filter.Add("seat", $"k{i}");
        }

        Enumerable.Range(0, 1_000).ShouldAllBe(i => filter.MayHave("seat", $"k{i}"));
    }

    private static RowFilter Filled()
    {
        var filter = new RowFilter(Rows);
        for (var i = 0; i < Rows; i++)
        {
            filter.Add("seat", $"k{i}");
        }

        return filter;
    }
}
