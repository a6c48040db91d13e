package pushes

import "github.com/go-ali1688/ali1688/push"

// Unsent are the topics that the mock does not send by itself, with the reason.
var Unsent = map[string]string{
	push.TopicOrderBuyerViewOrderStepPay:        "no order of the mock is paid in stages",
	push.TopicLogisticsGlobal1688PackageChange:  "no parcel of the mock crosses a border",
	push.TopicProductRelationViewProductAudit:   "nobody audits the offers of the mock",
	push.TopicProductPftOfferQuit:               "the mock has no selected sources (精选货源)",
	push.TopicProductPftOfferPriceModify:        "the mock has no selected sources (精选货源)",
	push.TopicFenxiaoPriceChange:                "prices of the mock follow from the seed and do not change",
	push.TopicProductProductCrossborderInform:   "a distributor asks for it on a page of 1688",
	push.TopicCrossborderCrossborderAddSupply:   "a user asks for it on a page of 1688",
	push.TopicCrossborderLPDistribution:         "a user asks for it on a page of 1688",
	push.TopicCrossborderXytPlatformOfferChange: "a user asks for it on a page of 1688",
	push.TopicAgentNewtonCloudTaskNotify:        "the mock has no agents",
	push.TopicSytAddContractContent:             "the mock has no contracts",
	push.TopicSytContractPaySuccess:             "the mock has no contracts",
	push.TopicSytContractReject:                 "the mock has no contracts",
	push.TopicSytContractSignSuccess:            "the mock has no contracts",
	push.TopicSytContractWaitSign:               "the mock has no contracts",
	push.TopicSytRefundFinishNotice:             "the mock has no contracts",
}
