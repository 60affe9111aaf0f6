namespace Ticketing.WebFrontend.Http;

/// <summary>Every refusal that this server gives, with its words in English and Korean. One table, nothing else.</summary>
internal static class Problems
{
    // Requests that cannot be understood.
    public static readonly ProblemKind ValidationFailed = new(
        "validation-failed",
        400,
        "The request is not valid",
        new("The request is not valid: see 'errors'.", "요청이 올바르지 않습니다. 'errors'를 확인해 주세요."),
        new(
            "Correct the members named in 'errors' and send it again.",
            "'errors'에 표시된 항목을 고쳐서 다시 보내 주세요."
        )
    );
    public static readonly ProblemKind NotFound = new(
        "not-found",
        404,
        "No such address",
        new("There is nothing at this address.", "요청하신 주소를 찾을 수 없습니다."),
        new("The addresses are listed at /openapi/v1.json.", "주소 목록은 /openapi/v1.json에 있습니다.")
    );
    public static readonly ProblemKind MethodNotAllowed = new(
        "method-not-allowed",
        405,
        "Method not allowed",
        new("This address does not take that method.", "이 주소는 해당 메서드를 지원하지 않습니다."),
        new("Use one of the methods in the header 'Allow'.", "'Allow' 헤더에 있는 메서드를 사용해 주세요.")
    );
    public static readonly ProblemKind RequestTimedOut = new(
        "request-timed-out",
        408,
        "The request came too slowly",
        new("The request did not arrive in time.", "요청이 제시간에 도착하지 않았습니다."),
        new("Send it again.", "다시 보내 주세요.")
    );
    public static readonly ProblemKind BodyTooLarge = new(
        "body-too-large",
        413,
        "The body is too large",
        new("The body is over {0} bytes.", "본문이 {0}바이트를 넘습니다."),
        new("Send a smaller one.", "더 작은 본문으로 보내 주세요.")
    );
    public static readonly ProblemKind AddressTooLong = new(
        "address-too-long",
        414,
        "The address is too long",
        new("The address is over 8 KiB.", "주소가 8KiB를 넘습니다."),
        new("Ask for a shorter one.", "더 짧은 주소로 요청해 주세요.")
    );
    public static readonly ProblemKind HeadersTooLarge = new(
        "headers-too-large",
        431,
        "The headers are too large",
        new("The headers are over 16 KiB, or over 100.", "헤더가 16KiB 또는 100개를 넘습니다."),
        new("Send fewer or shorter ones.", "헤더를 줄여서 다시 보내 주세요.")
    );
    public static readonly ProblemKind MediaTypeUnsupported = new(
        "media-type-unsupported",
        415,
        "Unsupported media type",
        new("The body must be JSON in UTF-8.", "본문은 UTF-8 JSON이어야 합니다."),
        new(
            "Send it with 'Content-Type: application/json'.",
            "'Content-Type: application/json'으로 보내 주세요."
        )
    );
    public static readonly ProblemKind RequestRefused = new(
        "request-refused",
        400,
        "The request was refused",
        new("The request breaks the rules of HTTP.", "HTTP 규칙에 맞지 않는 요청입니다."),
        new("Correct it before sending it again.", "요청을 고친 뒤 다시 보내 주세요.")
    );
    public static readonly ProblemKind TooManyRequests = new(
        "too-many-requests",
        429,
        "Too many requests",
        new("There were too many requests in a short time.", "짧은 시간에 요청이 너무 많았습니다."),
        new("Wait as long as 'Retry-After' says.", "'Retry-After'만큼 기다린 뒤 다시 시도해 주세요.")
    );
    public static readonly ProblemKind InternalError = new(
        "internal-error",
        500,
        "Internal error",
        new("Something went wrong here.", "서버에서 문제가 발생했습니다."),
        new(
            "Repeat the request with the same 'Idempotency-Key'; tell the operator if it goes on.",
            "같은 'Idempotency-Key'로 다시 시도하고, 계속되면 운영자에게 알려 주세요."
        )
    );
    public static readonly ProblemKind Unavailable = new(
        "unavailable",
        503,
        "Not available right now",
        new("The service cannot answer right now.", "지금은 서비스를 이용할 수 없습니다."),
        new(
            "Try again after 'Retry-After'; nothing is half done.",
            "'Retry-After' 이후 다시 시도해 주세요. 절반만 처리된 것은 없습니다."
        )
    );

    // The gate.
    public static readonly ProblemKind TokenMissing = new(
        "token-missing",
        401,
        "Queue token missing",
        new("This call needs the header 'Queue-Token'.", "'Queue-Token' 헤더가 필요합니다."),
        new("Join the line with POST /api/queue/tokens.", "POST /api/queue/tokens로 대기열에 들어와 주세요.")
    );
    public static readonly ProblemKind TokenInvalid = new(
        "token-invalid",
        401,
        "Queue token not valid",
        new("The queue token is not valid.", "유효하지 않은 대기열 토큰입니다."),
        new(
            "Join the line again with POST /api/queue/tokens.",
            "POST /api/queue/tokens로 대기열에 다시 들어와 주세요."
        )
    );
    public static readonly ProblemKind TokenWaiting = new(
        "token-waiting",
        403,
        "Still waiting",
        new(
            "It is not your turn yet: your rank is {0}.",
            "아직 차례가 아닙니다. 현재 대기 순번은 {0}번입니다."
        ),
        new("Ask for the token's status again in {1} seconds.", "{1}초 뒤에 토큰 상태를 다시 확인해 주세요.")
    );
    public static readonly ProblemKind TokenExpired = new(
        "token-expired",
        403,
        "Queue token expired",
        new("The queue token has ended: {0}.", "대기열 토큰이 만료되었습니다. {0}."),
        new(
            "Join the line again with POST /api/queue/tokens.",
            "POST /api/queue/tokens로 대기열에 다시 들어와 주세요."
        )
    );
    public static readonly ProblemKind TokenCompleted = new(
        "token-completed",
        403,
        "Queue token used up",
        new("The queue token was used up by a payment.", "결제가 완료되어 사용이 끝난 대기열 토큰입니다."),
        new("For another seat, join the line again.", "다른 좌석을 원하시면 대기열에 다시 들어와 주세요.")
    );
    public static readonly ProblemKind TokenWrongQueue = new(
        "token-wrong-queue",
        403,
        "Token of another queue",
        new("That concert is behind another queue: '{0}'.", "해당 공연은 다른 대기열('{0}')을 사용합니다."),
        new(
            "Join that queue with POST /api/queue/tokens.",
            "POST /api/queue/tokens로 그 대기열에 들어와 주세요."
        )
    );
    public static readonly ProblemKind UserMismatch = new(
        "user-mismatch",
        403,
        "Another user's",
        new("The caller is another user than the one named.", "요청한 사용자와 호출한 사용자가 다릅니다."),
        new("Use a queue token of that user.", "해당 사용자의 대기열 토큰을 사용해 주세요.")
    );
    public static readonly ProblemKind QueueNotFound = new(
        "queue-not-found",
        404,
        "No such queue",
        new("There is no such queue.", "대기열을 찾을 수 없습니다."),
        new("Leave 'queueId' out for the default queue.", "기본 대기열을 쓰려면 'queueId'를 생략해 주세요.")
    );
    public static readonly ProblemKind QueueFull = new(
        "queue-full",
        503,
        "The line is full",
        new("As many people wait as may.", "대기열이 가득 찼습니다."),
        new("Try again after 'Retry-After'.", "'Retry-After' 이후 다시 시도해 주세요.")
    );

    // Users and money.
    public static readonly ProblemKind UserExists = new(
        "user-exists",
        409,
        "The user id is taken",
        new("There is a user of that id already.", "이미 존재하는 사용자 ID입니다."),
        new("Choose another 'userId', or leave it out.", "다른 'userId'를 쓰거나 생략해 주세요.")
    );
    public static readonly ProblemKind UserNotFound = new(
        "user-not-found",
        404,
        "No such user",
        new("There is no such user.", "사용자를 찾을 수 없습니다."),
        new("Make the user with POST /api/users.", "POST /api/users로 사용자를 만들어 주세요.")
    );
    public static readonly ProblemKind AmountInvalid = new(
        "amount-invalid",
        400,
        "Not an amount to charge",
        new("The amount must be above zero.", "충전 금액은 0보다 커야 합니다."),
        new("Send a whole number of 1 or more.", "1 이상의 정수를 보내 주세요.")
    );
    public static readonly ProblemKind BalanceLimit = new(
        "balance-limit",
        409,
        "The balance would be too high",
        new(
            "A balance may not pass {0}; nothing was charged.",
            "잔액은 {0}을(를) 넘을 수 없습니다. 충전되지 않았습니다."
        ),
        new("Charge a smaller amount.", "더 적은 금액을 충전해 주세요.")
    );

    // Concerts and seats.
    public static readonly ProblemKind ConcertNotFound = new(
        "concert-not-found",
        404,
        "No such concert",
        new("There is no such concert.", "공연을 찾을 수 없습니다."),
        new("The concerts are listed at GET /api/concerts.", "공연 목록은 GET /api/concerts에 있습니다.")
    );
    public static readonly ProblemKind ScheduleNotFound = new(
        "schedule-not-found",
        404,
        "No such date",
        new(
            "The concert has no such date, or more than one on that day.",
            "해당 일정이 없거나 같은 날 여러 회차가 있습니다."
        ),
        new(
            "The dates are listed at GET /api/concerts/{{concertId}}/schedules.",
            "일정은 GET /api/concerts/{{concertId}}/schedules에 있습니다."
        )
    );
    public static readonly ProblemKind SeatNotFound = new(
        "seat-not-found",
        404,
        "No such seat",
        new(
            "There is no such seat: seats are numbered 1 to {0}.",
            "좌석을 찾을 수 없습니다. 좌석 번호는 1부터 {0}까지입니다."
        ),
        new("Choose a number of the seat map.", "좌석 배치도에 있는 번호를 선택해 주세요.")
    );
    public static readonly ProblemKind SeatTaken = new(
        "seat-taken",
        409,
        "Seat taken",
        new("That seat is already taken", "이미 선택된 좌석입니다"),
        new("Choose another seat of the seat map.", "좌석 배치도에서 다른 좌석을 선택해 주세요.")
    );
    public static readonly ProblemKind ScheduleStarted = new(
        "schedule-started",
        409,
        "The concert has begun",
        new("The concert of that date has begun.", "이미 시작된 공연입니다."),
        new("Choose another date.", "다른 날짜를 선택해 주세요.")
    );
    public static readonly ProblemKind HoldLimit = new(
        "hold-limit",
        409,
        "Too many seats held",
        new("One user may hold {0} seats at once.", "한 사람이 동시에 선점할 수 있는 좌석은 {0}석입니다."),
        new("Pay for one or cancel one first.", "먼저 결제하거나 취소해 주세요.")
    );

    // Reservations, payments, tickets.
    public static readonly ProblemKind ReservationNotFound = new(
        "reservation-not-found",
        404,
        "No such reservation",
        new("You have no such reservation.", "예약을 찾을 수 없습니다."),
        new(
            "Your reservations are listed at GET /api/users/{{userId}}/reservations.",
            "예약 목록은 GET /api/users/{{userId}}/reservations에 있습니다."
        )
    );
    public static readonly ProblemKind AlreadyPaid = new(
        "already-paid",
        409,
        "Already paid",
        new("The reservation is paid; a sale is final.", "이미 결제된 예약은 취소할 수 없습니다."),
        new("Nothing is left to do: the ticket is yours.", "더 하실 일은 없습니다. 티켓이 발급되었습니다.")
    );
    public static readonly ProblemKind InsufficientBalance = new(
        "insufficient-balance",
        402,
        "The balance is too low",
        new(
            "The balance of {0} is below the price of {1}; nothing was taken.",
            "잔액 {0}이(가) 가격 {1}보다 적습니다. 결제되지 않았습니다."
        ),
        new(
            "Charge the balance and pay again while the hold lasts.",
            "잔액을 충전한 뒤 선점 시간 안에 다시 결제해 주세요."
        )
    );
    public static readonly ProblemKind HoldExpired = new(
        "hold-expired",
        409,
        "The hold has ended",
        new("The time to pay is over", "결제 시간을 초과했습니다."),
        new(
            "Reserve the seat again if it is still free; nothing was taken.",
            "좌석이 남아 있다면 다시 예약해 주세요. 결제되지 않았습니다."
        )
    );
    public static readonly ProblemKind ReservationCancelled = new(
        "reservation-cancelled",
        409,
        "The reservation was cancelled",
        new("The reservation was cancelled before.", "이미 취소된 예약입니다."),
        new("Reserve a seat again.", "좌석을 다시 예약해 주세요.")
    );
    public static readonly ProblemKind PaymentNotFound = new(
        "payment-not-found",
        404,
        "No such payment",
        new("You have no such payment.", "결제 내역을 찾을 수 없습니다."),
        new("The reservation names its payment.", "예약 정보에서 결제 ID를 확인해 주세요.")
    );
    public static readonly ProblemKind TicketNotFound = new(
        "ticket-not-found",
        404,
        "No such ticket",
        new("You have no such ticket.", "티켓을 찾을 수 없습니다."),
        new(
            "Your tickets are listed at GET /api/users/{{userId}}/tickets.",
            "티켓 목록은 GET /api/users/{{userId}}/tickets에 있습니다."
        )
    );
    public static readonly ProblemKind IdempotencyKeyReused = new(
        "idempotency-key-reused",
        422,
        "The key names another request",
        new(
            "That 'Idempotency-Key' was used for another request.",
            "다른 요청에 사용된 'Idempotency-Key'입니다."
        ),
        new("Use a new key for a new request.", "새 요청에는 새 키를 사용해 주세요.")
    );
    public static readonly ProblemKind IdempotencyKeyInUse = new(
        "idempotency-key-in-use",
        409,
        "The first request still runs",
        new(
            "The first request with that 'Idempotency-Key' still runs.",
            "같은 'Idempotency-Key'의 요청이 처리 중입니다."
        ),
        new("Repeat it in a second.", "1초 뒤에 다시 시도해 주세요.")
    );

    // Operators.
    public static readonly ProblemKind AdminKeyInvalid = new(
        "admin-key-invalid",
        401,
        "Operators only",
        new("The header 'Admin-Key' is missing or wrong.", "'Admin-Key' 헤더가 없거나 올바르지 않습니다."),
        new("Use the key of the setting 'Admin:Key'.", "'Admin:Key' 설정의 키를 사용해 주세요.")
    );
    public static readonly ProblemKind ConcertExists = new(
        "concert-exists",
        409,
        "The concert id is taken",
        new("There is a concert of that id already.", "이미 존재하는 공연 ID입니다."),
        new("Choose another 'concertId', or leave it out.", "다른 'concertId'를 쓰거나 생략해 주세요.")
    );
    public static readonly ProblemKind ScheduleExists = new(
        "schedule-exists",
        409,
        "The schedule id is taken",
        new("The concert has a date of that id already.", "이미 존재하는 일정 ID입니다."),
        new("Choose another 'scheduleId', or leave it out.", "다른 'scheduleId'를 쓰거나 생략해 주세요.")
    );
    public static readonly ProblemKind CatalogLimit = new(
        "catalog-limit",
        409,
        "The catalog is full",
        new("The catalog holds as many of these as it may.", "카탈로그에 더 이상 추가할 수 없습니다."),
        new("Use one that exists.", "기존 항목을 사용해 주세요.")
    );

    /// <summary>All of them, by code.</summary>
    public static IReadOnlyList<ProblemKind> All { get; } =
    [
        .. typeof(Problems)
            .GetFields(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public)
            .Select(field => field.GetValue(null))
            .OfType<ProblemKind>()
            .OrderBy(kind => kind.Code, StringComparer.Ordinal),
    ];
}
