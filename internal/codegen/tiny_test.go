package codegen

// The documents of the tests: small, but with one of everything that the generator knows.

const tinyGateway = `
openapi: 3.0.3
info: {title: Tiny, version: "1"}
paths:
  /shop_search/:
    get:
      operationId: shop_search
      summary: Search the shops
      description: All of them.
      x-family: supplier
      x-evidence: {level: recorded, sources: [a recording], seen: 2026-11}
      x-pagination: {page: page, items: [items.item], pages: [items.pages], first: 1}
      x-identity: {q: items.q}
      parameters:
        - {name: q, in: query, required: true, description: The word., example: 杯, schema: {type: string, minLength: 1, maxLength: 9}}
        - {name: page, in: query, description: The page., schema: {type: integer, format: int64, minimum: 1, maximum: 100}, example: 1}
        - {name: sort, in: query, description: The order., schema: {$ref: '#/components/schemas/Sort'}, example: _sale}
      responses:
        '200': {description: Shops., content: {application/json: {schema: {$ref: '#/components/schemas/ShopSearchResponse'}}}}
  /upload/:
    post:
      operationId: upload
      summary: Upload a picture
      description: It is kept a day.
      x-family: tool
      x-evidence: {level: documented, sources: [a page], seen: 2024-04}
      x-requires-one-of: [a, b]
      parameters:
        - {name: a, in: query, description: One way., schema: {type: string}, example: x}
        - {name: b, in: query, description: The other., schema: {type: string}, example: "y"}
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/UploadForm'}}}}
      responses:
        '200': {description: A name., content: {application/json: {schema: {$ref: '#/components/schemas/UploadResponse'}}}}
components:
  schemas:
    Envelope:
      type: object
      description: The members of every response.
      properties:
        error: {type: string, description: The text., x-go-name: ErrorText}
        error_code: {type: string, description: The code.}
      x-error-codes:
        "0000": {name: success, en: success, zh: 成功, do: {en: Nothing., zh: 无。}, retry: never, action: none, charged: "yes", evidence: {level: recorded}}
        "2000": {name: not_found, en: No result, zh: 没有结果, do: {en: Tell the customer., zh: 告诉客户。}, retry: later, action: tell, charged: "yes", evidence: {level: recorded},
          cases: [{text: offer, en: No offer, zh: 没有商品, do: {en: Choose another., zh: 换一个。}, retry: never, action: change, evidence: {level: inferred}}]}
    ShopSearchResponse:
      description: The shops.
      allOf:
        - $ref: '#/components/schemas/Envelope'
        - type: object
          properties: {items: {$ref: '#/components/schemas/Shops'}}
      x-required-on-success: [items]
    Shops:
      type: object
      description: One page.
      properties:
        q: {type: string, description: The word.}
        item: {type: array, items: {$ref: '#/components/schemas/Shop'}, description: The rows.}
        pages: {type: integer, format: int64, description: The number of pages.}
        error: {type: string, description: What went wrong.}
        reason: {type: string, description: Why.}
    Shop:
      type: object
      description: A shop.
      properties: {name: {type: string, description: Its name.}}
    Sort:
      type: string
      description: The order.
      enum: [_sale, sale]
      x-enum-varnames: [SalesDescending, SalesAscending]
    UploadForm:
      type: object
      description: The picture.
      required: [imgcode]
      properties: {imgcode: {type: string, description: The picture in Base64., example: aGk=}}
    UploadResponse:
      description: The name.
      allOf:
        - $ref: '#/components/schemas/Envelope'
        - type: object
          properties: {name: {type: string, description: The name.}, size: {type: integer, description: Its size.}}
`

const tinyGatewayOverlay = `
overlay: 1.0.0
info: {title: Go, version: "1"}
actions:
  - target: $.paths.*.*.parameters.*
    update: {x-go-type-skip-optional-pointer: false}
  - target: $.components.schemas.Envelope.properties
    update:
      raw: {description: The body., x-go-name: Raw, x-go-type: jsontext.Value, x-go-type-import: {path: github.com/go-json-experiment/json/jsontext}, x-go-json-ignore: true}
      unread: {description: The rest., x-go-name: Unread, x-go-type: loose.Unread, x-go-type-import: {path: github.com/go-ali1688/ali1688/loose}, x-go-json-ignore: true}
`

const tinyPlatform = `
openapi: 3.0.3
info: {title: Tiny, version: "1"}
x-success-codes: [success, "200"]
security: [{accessToken: [], signature: []}]
x-error-codes:
  BUSY: {name: system_busy, match: end, operations: [order.pay], inferred: [order.list], en: The system is busy., zh: 系统繁忙, do: {en: Wait., zh: 请稍候。}, retry: later, action: wait, evidence: {level: live}}
  库存: {name: stock_text, match: text, en: The stock failed., zh: 库存, do: {en: Wait., zh: 请稍候。}, retry: later, action: wait, evidence: {level: live}}
paths:
  /param2/1/com.tiny/order.list/{appKey}:
    post:
      operationId: order.list
      summary: List the orders
      description: All of them.
      x-service: trade
      x-family: order
      x-effect: read
      x-evidence: {level: official, sources: [a page], seen: 2026-11}
      x-pagination: {page: query.page, items: [result.rows], total: result.total, first: 0}
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema: {$ref: '#/components/schemas/TradeListRequest'}
            encoding: {query: {contentType: application/json}, ids: {style: form, explode: false}}
      responses:
        '200': {description: Orders., content: {application/json: {schema: {$ref: '#/components/schemas/TradeListResponse'}}}}
  /param2/1/com.tiny/order.pay/{appKey}:
    post:
      operationId: order.pay
      summary: Pay an order
      description: With money.
      x-service: trade
      x-family: order
      x-effect: pay
      x-evidence: {level: official, sources: [a page], seen: 2026-11}
      requestBody:
        content:
          application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/PayRequest'}}
      responses:
        '200': {description: Done., content: {application/json: {schema: {$ref: '#/components/schemas/PayResponse'}}}}
  /http/1/system.oauth2/getToken/{appKey}:
    post:
      operationId: getToken
      summary: Get a token
      description: For an hour.
      x-service: oauth
      x-family: user
      x-effect: read
      x-credentials: query
      x-evidence: {level: official, sources: [a page], seen: 2026-11}
      security: []
      responses:
        '200': {description: A token., content: {application/json: {schema: {$ref: '#/components/schemas/GetTokenResponse'}}}}
components:
  schemas:
    PlatformError:
      type: object
      description: A refusal.
      x-error-codes:
        "401": {name: unauthorized, en: The token has ended., zh: 需要授权, do: {en: Get another., zh: 重新授权。}, retry: never, action: authorize, status: 401, evidence: {level: live}}
    TradeListRequest:
      type: object
      description: Which orders.
      required: [query]
      properties:
        query: {allOf: [{$ref: '#/components/schemas/Query'}], description: The question.}
        ids: {type: array, items: {type: integer, format: int64}, description: The ids., maxItems: 20}
        icon: {allOf: [{$ref: '#/components/schemas/Icon'}], description: The flag.}
    Query:
      type: object
      description: A question.
      properties:
        page: {type: integer, format: int64, description: The page., minimum: 0}
        phone: {type: string, description: The phone., x-personal: true}
    Icon: {type: string, description: A flag., enum: ["1", "2"], x-enum-varnames: [Red, Blue]}
    TradeListResponse:
      type: object
      description: The orders.
      x-outcome: {success: [success], code: [code]}
      properties:
        success: {type: boolean, description: Whether it worked.}
        code: {type: string, description: The code.}
        result: {allOf: [{$ref: '#/components/schemas/Rows'}], description: The page.}
    Rows:
      type: object
      description: A page.
      properties:
        rows: {type: array, items: {$ref: '#/components/schemas/Row'}, description: The orders.}
        total: {type: integer, format: int64, description: How many.}
    Row:
      type: object
      description: An order.
      properties:
        way: {allOf: [{$ref: '#/components/schemas/WayToPay'}], description: The way of paying.}
        amount: {type: integer, format: int64, description: The amount., x-unit: fen}
    WayToPay:
      type: integer
      format: int64
      description: A way of paying.
      x-enum-open: {"2": {name: Credit, en: on credit, zh: 诚e赊}, "1": {name: Alipay, en: Alipay, zh: 支付宝}}
    PayRequest:
      type: object
      description: Which order.
      required: [orderId]
      properties: {orderId: {type: integer, format: int64, description: The id., example: 202711458975969812}}
    PayResponse:
      type: object
      description: Whether it is paid.
      x-outcome: {success: [success], message: [message], failed: [failed], proof: [result.paid]}
      properties:
        success: {type: boolean, description: Whether it worked.}
        message: {type: string, description: The text.}
        failed: {type: array, items: {type: string}, description: What failed.}
        result:
          anyOf: [{type: boolean}, {type: object, properties: {paid: {type: boolean}}}]
          description: What was done.
      x-error-codes:
        NO_MONEY: {name: no_money, en: There is no money., zh: 余额不足, do: {en: Pay in., zh: 充值。}, retry: never, action: pay, evidence: {level: official}}
    GetTokenResponse:
      type: object
      description: A token.
      properties: {access_token: {type: string, description: The token.}}
`

const tinyPlatformOverlay = `
overlay: 1.0.0
info: {title: Go, version: "1"}
actions:
  - target: $.paths.*
    remove: true
`
