using System.Text.Json.Nodes;

namespace Ticketing.Rehearsal.Tests.Fakes;

internal sealed class FakeToken(string id, string userId)
{
    public string Id => id;
    public string UserId => userId;
    public string Status { get; set; } = "waiting";
    public int Polls { get; set; }
}

internal sealed class FakeReservation(string id, string userId, int seat, DateTimeOffset until)
{
    public string Id => id;
    public string UserId => userId;
    public int Seat => seat;
    public DateTimeOffset Until => until;
    public string Status { get; set; } = "held";
    public long BalanceAfter { get; set; }
}

/// <summary>Users, line, seats and money of the fake server; whoever calls sees to it that there is one call at a time.</summary>
internal sealed class FakeTill(int seats, int pollsBeforeActive)
{
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, FakeAnswer> charged = [];

    /// <summary>Whether the audit is clean.</summary>
    public bool AuditOk { get; set; } = true;

    public Dictionary<string, long> Balances { get; } = [];
    public Dictionary<string, FakeToken> Tokens { get; } = [];
    public Dictionary<string, FakeReservation> Reservations { get; } = [];
    public Dictionary<string, List<JsonObject>> Histories { get; } = [];

    public IEnumerable<FakeReservation> Paid => Reservations.Values.Where(r => r.Status == "paid");

    public FakeAnswer Answer(string method, string[] path, JsonObject body, FakeHeaders headers) =>
        (method, path) switch
        {
            ("POST", ["users"]) => CreateUser(body["userId"]!.ToString()),
            ("GET", ["users", var id]) => Balances.ContainsKey(id)
                ? FakeAnswer.Json(200, new() { ["userId"] = id, ["name"] = "x" })
                : FakeAnswer.Refusal(404, "user-not-found"),
            ("POST", ["queue", "tokens"]) => Join(body["userId"]!.ToString()),
            ("POST", ["admin", "audit"]) => Audit(headers.AdminKey),
            ("GET", ["admin", "queues", _]) => Queue(headers.AdminKey),
            _ when !Tokens.ContainsKey(headers.Token) => FakeAnswer.Refusal(401, "token-invalid"),
            _ => Inside(method, path, body, Tokens[headers.Token], headers.IdempotencyKey),
        };

    private FakeAnswer Inside(string method, string[] path, JsonObject body, FakeToken token, string key) =>
        (method, path) switch
        {
            ("GET", ["queue", "tokens", "current"]) => Poll(token),
            ("DELETE", ["queue", "tokens", "current"]) => Leave(token),
            ("GET", ["users", var id, "balance"]) => FakeAnswer.Json(
                200,
                new() { ["userId"] = id, ["balance"] = Balances[id] }
            ),
            ("GET", ["users", var id, "balance", "history"]) => History(id),
            ("POST", ["users", var id, "balance", "charges"]) => Charge(id, (long)body["amount"]!, key),
            ("GET", ["reservations", var id]) => Show(id),
            ("GET", ["payments", var id]) => Payment(id["p-".Length..], 200),
            ("GET", ["tickets", var id]) => Ticket(id["t-".Length..]),
            _ when token.Status is not ("active" or "completed") => FakeAnswer.Refusal(
                403,
                $"token-{token.Status}"
            ),
            ("GET", ["concerts"]) => Concerts(),
            ("GET", ["concerts", _, "schedules"]) => Schedules(),
            ("GET", ["concerts", _, "schedules", _, "seats"]) => Seats(),
            ("POST", ["reservations"]) => Reserve(token, (int)body["seatNumber"]!),
            ("DELETE", ["reservations", var id]) => Cancel(id),
            ("POST", ["payments"]) => Pay(token, body["reservationId"]!.ToString()),
            _ => FakeAnswer.Refusal(404, "not-found"),
        };

    private FakeAnswer CreateUser(string userId)
    {
        if (!Balances.TryAdd(userId, 0))
        {
            return FakeAnswer.Refusal(409, "user-exists");
        }
        Histories[userId] = [];
        return FakeAnswer.Json(
            201,
            new()
            {
                ["userId"] = userId,
                ["name"] = "x",
                ["balance"] = 0,
            }
        );
    }

    private FakeAnswer Join(string userId)
    {
        var old = Tokens.Values.FirstOrDefault(t =>
            t.UserId == userId && (t.Status is "waiting" or "active")
        );
        if (old is not null)
        {
            return Status(old, 200);
        }
        var token = new FakeToken($"token-{Tokens.Count}", userId);
        token.Status = pollsBeforeActive == 0 ? "active" : "waiting";
        Tokens.Add(token.Id, token);
        return Status(token, 201);
    }

    private FakeAnswer Poll(FakeToken token)
    {
        if (token.Status == "waiting" && ++token.Polls >= pollsBeforeActive)
        {
            token.Status = "active";
        }
        return Status(token, 200);
    }

    private static FakeAnswer Leave(FakeToken token)
    {
        token.Status = "expired";
        return new(204);
    }

    private FakeAnswer Status(FakeToken token, int status)
    {
        var rank = token.Status == "waiting" ? Math.Max(1, pollsBeforeActive - token.Polls) : 0;
        return FakeAnswer.Json(
            status,
            new()
            {
                ["token"] = token.Id,
                ["queueId"] = "default",
                ["userId"] = token.UserId,
                ["status"] = token.Status,
                ["rank"] = rank,
                ["ahead"] = Math.Max(0, rank - 1),
                ["estimatedWaitSeconds"] = new JsonObject { ["likely"] = 1 },
                ["pollAfterSeconds"] = 0,
            }
        );
    }

    private static FakeAnswer Queue(string adminKey) =>
        adminKey != FakeBoxOffice.AdminKey
            ? FakeAnswer.Refusal(401, "admin-key-invalid")
            : FakeAnswer.Json(
                200,
                new()
                {
                    ["capacity"] = 100,
                    ["admissionBatch"] = 10,
                    ["admissionPeriodSeconds"] = 1,
                    ["paused"] = false,
                }
            );

    private FakeAnswer Audit(string adminKey) =>
        adminKey != FakeBoxOffice.AdminKey
            ? FakeAnswer.Refusal(401, "admin-key-invalid")
            : FakeAnswer.Json(
                200,
                new()
                {
                    ["ok"] = AuditOk,
                    ["checked"] = new JsonObject { ["seats"] = seats },
                    ["violations"] = AuditOk ? new JsonArray() : new JsonArray("a seat without an owner"),
                }
            );

    private static FakeAnswer Concerts() =>
        FakeAnswer.Json(
            200,
            new()
            {
                ["concerts"] = new JsonArray(
                    new JsonObject { ["concertId"] = FakeBoxOffice.ConcertId, ["bookable"] = true }
                ),
            }
        );

    private FakeAnswer Schedules() =>
        FakeAnswer.Json(
            200,
            new()
            {
                ["schedules"] = new JsonArray(
                    new JsonObject
                    {
                        ["scheduleId"] = FakeBoxOffice.ScheduleId,
                        ["price"] = FakeBoxOffice.Price,
                        ["seats"] = seats,
                        ["available"] = Enumerable.Range(1, seats).Count(s => Holder(s) is null),
                    }
                ),
            }
        );

    private FakeAnswer Seats()
    {
        var free = Enumerable.Range(1, seats).Where(s => Holder(s) is null);
        var map = free.Select(s => new JsonObject { ["seatNumber"] = s, ["status"] = "available" });
        return FakeAnswer.Json(200, new() { ["seats"] = new JsonArray([.. map]) });
    }

    private FakeReservation? Holder(int seat) =>
        Reservations.Values.FirstOrDefault(r => r.Seat == seat && (r.Status is "held" or "paid"));

    private FakeAnswer Reserve(FakeToken token, int seat)
    {
        var holder = Holder(seat);
        if (holder is not null && holder.UserId != token.UserId)
        {
            return FakeAnswer.Refusal(409, "seat-taken");
        }
        if (holder is null)
        {
            var id = Reservations.Count.ToString();
            holder = new(id, token.UserId, seat, TimeProvider.System.GetUtcNow() + Hold);
            Reservations.Add(id, holder);
        }
        return Show(holder.Id, 201);
    }

    private FakeAnswer Show(string id, int status = 200) =>
        !Reservations.TryGetValue(id, out var r)
            ? FakeAnswer.Refusal(404, "reservation-not-found")
            : FakeAnswer.Json(
                status,
                new()
                {
                    ["reservationId"] = r.Id,
                    ["userId"] = r.UserId,
                    ["concertId"] = FakeBoxOffice.ConcertId,
                    ["scheduleId"] = FakeBoxOffice.ScheduleId,
                    ["seatNumber"] = r.Seat,
                    ["price"] = FakeBoxOffice.Price,
                    ["status"] = r.Status,
                    ["holdExpiresAt"] = r.Until,
                }
            );

    private FakeAnswer Cancel(string id)
    {
        Reservations[id].Status = "cancelled";
        return new(204);
    }

    private FakeAnswer Charge(string userId, long amount, string key)
    {
        if (charged.TryGetValue(key, out var before))
        {
            return before;
        }
        Balances[userId] += amount;
        var entry = Enter(userId, "charge", amount, null);
        return charged[key] = FakeAnswer.Json(
            200,
            new()
            {
                ["userId"] = userId,
                ["balance"] = Balances[userId],
                ["entryId"] = entry,
            }
        );
    }

    private long Enter(string userId, string kind, long amount, string? reservationId)
    {
        var history = Histories[userId];
        var id = history.Count + 1;
        history.Insert(
            0,
            new()
            {
                ["entryId"] = id,
                ["kind"] = kind,
                ["amount"] = amount,
                ["balanceAfter"] = Balances[userId],
                ["reservationId"] = reservationId,
            }
        );
        return id;
    }

    private FakeAnswer History(string userId) =>
        FakeAnswer.Json(
            200,
            new()
            {
                ["entries"] = new JsonArray([.. Histories[userId].Select(e => e.DeepClone())]),
                ["next"] = null,
            }
        );

    private FakeAnswer Pay(FakeToken token, string id)
    {
        var reservation = Reservations[id];
        if (reservation.Status == "paid")
        {
            return Payment(id, 200);
        }
        if (Balances[token.UserId] < FakeBoxOffice.Price)
        {
            return FakeAnswer.Json(
                402,
                new() { ["code"] = "insufficient-balance", ["balance"] = Balances[token.UserId] }
            );
        }
        Balances[token.UserId] -= FakeBoxOffice.Price;
        reservation.BalanceAfter = Balances[token.UserId];
        reservation.Status = "paid";
        token.Status = "completed";
        Enter(token.UserId, "payment", FakeBoxOffice.Price, id);
        return Payment(id, 201);
    }

    private FakeAnswer Payment(string id, int status) =>
        !Reservations.TryGetValue(id, out var r) || r.Status != "paid"
            ? FakeAnswer.Refusal(404, "payment-not-found")
            : FakeAnswer.Json(
                status,
                new()
                {
                    ["paymentId"] = $"p-{id}",
                    ["reservationId"] = id,
                    ["ticketId"] = $"t-{id}",
                    ["amount"] = FakeBoxOffice.Price,
                    ["balance"] = r.BalanceAfter,
                }
            );

    private FakeAnswer Ticket(string id) =>
        !Reservations.TryGetValue(id, out var r) || r.Status != "paid"
            ? FakeAnswer.Refusal(404, "ticket-not-found")
            : FakeAnswer.Json(200, new() { ["ticketId"] = $"t-{id}", ["seatNumber"] = r.Seat });
}
